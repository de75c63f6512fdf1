package dev.agentgateway.schema.shape;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;

/// A record as it is written.
///
/// @param open whether fields that it does not name are passed over
public record RecordShape(
    Class<? extends Record> type,
    Constructor<? extends Record> constructor,
    List<Component> components,
    List<CelRule> rules,
    boolean open) {

  /// Every field that may be written, those of inlined components among them.
  public List<String> fields() {
    List<String> names = new ArrayList<>();
    for (Component component : components) {
      if (component.presence() != Component.Presence.INLINE) {
        names.add(component.name());
      } else if (component.shape() instanceof Shape.Struct(RecordShape inner)) {
        names.addAll(inner.fields());
      } else if (component.shape() instanceof Shape.Family family) {
        names.addAll(family.members().keySet());
        names.addAll(family.planned());
      }
    }
    return names;
  }
}
