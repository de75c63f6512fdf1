package dev.agentgateway.schema.shape;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;

/// A record as it is written.
///
/// @param form how it stands in a document
public record RecordShape(
    Class<? extends Record> type,
    Constructor<? extends Record> constructor,
    List<Component> components,
    List<CelRule> rules,
    Form form) {

  /// How a record stands in a document.
  public enum Form {
    /// An object of the fields that it names.
    CLOSED,
    /// The same; fields that it does not name are passed over.
    OPEN,
    /// Its only component, without an object around it.
    BARE
  }

  /// Every field that may be written, those of inlined components among them.
  public List<String> fields() {
    List<String> names = new ArrayList<>();
    for (Component component : components) {
      if (component.presence() != Component.Presence.INLINE) {
        names.add(component.name());
      } else if (component.shape() instanceof Shape.Struct(RecordShape inner)) {
        names.addAll(inner.fields());
      } else if (component.shape() instanceof Shape.Family family) {
        names.addAll(family.fields());
      }
    }
    return names;
  }
}
