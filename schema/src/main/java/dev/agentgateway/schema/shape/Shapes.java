package dev.agentgateway.schema.shape;

import dev.agentgateway.schema.Bare;
import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.ExactlyOne;
import dev.agentgateway.schema.Inline;
import dev.agentgateway.schema.IntOrString;
import dev.agentgateway.schema.MemberTable;
import dev.agentgateway.schema.Members;
import dev.agentgateway.schema.MembersOf;
import dev.agentgateway.schema.Name;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Open;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.shape.Component.Absent;
import dev.agentgateway.schema.shape.Component.Presence;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the shapes of records, each once.
///
/// A record that cannot be read from a document is our own mistake: [IllegalArgumentException].
public final class Shapes {

  private final MemberTable table;
  private final Map<Class<?>, RecordShape> known = new HashMap<>();
  private final Deque<Class<?>> underway = new ArrayDeque<>();

  public Shapes(MemberTable table) {
    this.table = table;
  }

  public synchronized RecordShape of(Class<? extends Record> type) {
    RecordShape found = known.get(type);
    if (found != null) {
      return found;
    }
    if (underway.contains(type)) {
      throw new IllegalArgumentException(type.getName() + " holds itself, which no CRD can say");
    }
    underway.push(type);
    List<Component> components = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.add(component(type, component));
    }
    underway.pop();
    RecordShape shape =
        new RecordShape(
            type, constructor(type), List.copyOf(components), rules(type, components), form(type));
    known.put(type, shape);
    return shape;
  }

  private static List<CelRule> rules(Class<? extends Record> type, List<Component> components) {
    List<CelRule> rules = new ArrayList<>(CelRule.of(type));
    for (int i = 0; i < components.size(); i++) {
      boolean one = type.getRecordComponents()[i].isAnnotationPresent(ExactlyOne.class);
      if (one && components.get(i).shape() instanceof Shape.Family family) {
        if (components.get(i).presence() != Presence.INLINE) {
          throw new IllegalArgumentException(type.getName() + ": @ExactlyOne is for @Inline");
        }
        rules.add(CelRule.exactlyOne(family.fields()));
      }
    }
    return List.copyOf(rules);
  }

  private static RecordShape.Form form(Class<? extends Record> type) {
    if (type.isAnnotationPresent(Bare.class)) {
      if (type.getRecordComponents().length != 1) {
        throw new IllegalArgumentException(type.getName() + ": @Bare is for one component");
      }
      return RecordShape.Form.BARE;
    }
    return type.isAnnotationPresent(Open.class) ? RecordShape.Form.OPEN : RecordShape.Form.CLOSED;
  }

  private Component component(Class<? extends Record> owner, RecordComponent component) {
    Shape shape = shape(component.getGenericType(), component);
    Presence presence = presence(component);
    Absent absent = absent(component.getType());
    Default written = component.getAnnotation(Default.class);
    boolean maybeNull =
        absent == Absent.NULL
            && !owner.isAnnotationPresent(Bare.class)
            && ((written == null && presence == Presence.OPTIONAL) || presence == Presence.PLANNED);
    if (maybeNull && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      throw new IllegalArgumentException(
          "%s.%s may be absent: it must be @Nullable, @Required or have a @Default"
              .formatted(owner.getName(), component.getName()));
    }
    Name name = component.getAnnotation(Name.class);
    return new Component(
        name == null ? component.getName() : name.value(),
        component.getName(),
        shape,
        Checks.of(component),
        presence,
        absent,
        written == null ? Optional.empty() : Optional.of(Defaults.node(written.value(), shape)));
  }

  private static Presence presence(RecordComponent component) {
    if (component.isAnnotationPresent(Inline.class)) {
      return Presence.INLINE;
    }
    if (component.isAnnotationPresent(Planned.class)) {
      return Presence.PLANNED;
    }
    return component.isAnnotationPresent(Required.class) ? Presence.REQUIRED : Presence.OPTIONAL;
  }

  private static Absent absent(Class<?> type) {
    if (type == boolean.class) {
      return Absent.FALSE;
    }
    if (type == int.class) {
      return Absent.ZERO_INT;
    }
    if (type == long.class) {
      return Absent.ZERO_LONG;
    }
    if (type == List.class) {
      return Absent.EMPTY_LIST;
    }
    if (type == Map.class) {
      return Absent.EMPTY_MAP;
    }
    return type == Members.class ? Absent.NO_MEMBERS : Absent.NULL;
  }

  private Shape shape(Type type, RecordComponent component) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new Shape.Listing(shape(arguments[0], component));
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new Shape.Mapping(shape(arguments[1], component));
      }
    }
    if (type instanceof Class<?> plain) {
      Shape simple = simple(plain, component);
      if (simple != null) {
        return simple;
      }
      if (plain.isRecord()) {
        return new Shape.Struct(of(plain.asSubclass(Record.class)));
      }
    }
    throw new IllegalArgumentException(
        "%s.%s: no document can hold a %s"
            .formatted(
                component.getDeclaringRecord().getName(), component.getName(), type.getTypeName()));
  }

  private @Nullable Shape simple(Class<?> type, RecordComponent component) {
    if (type == String.class) {
      OneOf oneOf = component.getAnnotation(OneOf.class);
      return oneOf == null ? new Shape.Text() : choice(oneOf);
    }
    if (type == boolean.class || type == Boolean.class) {
      return new Shape.Flag();
    }
    if (type == int.class || type == Integer.class) {
      return new Shape.Whole(32);
    }
    if (type == long.class || type == Long.class) {
      return new Shape.Whole(64);
    }
    if (type == Double.class) {
      return new Shape.Decimal();
    }
    if (type == Duration.class) {
      return new Shape.Span();
    }
    if (type == Instant.class) {
      return new Shape.Moment();
    }
    if (type == IntOrString.class) {
      return new Shape.WholeOrText();
    }
    if (type == JsonNode.class) {
      return new Shape.Free();
    }
    if (type == Members.class) {
      return family(component);
    }
    return type.isEnum() ? choice(type) : null;
  }

  private Shape family(RecordComponent component) {
    MembersOf family = component.getAnnotation(MembersOf.class);
    if (family == null) {
      throw new IllegalArgumentException(
          "%s.%s: Members need @MembersOf"
              .formatted(component.getDeclaringRecord().getName(), component.getName()));
    }
    String name = family.value();
    return new Shape.Family(
        name,
        table.families().getOrDefault(name, Map.of()),
        List.copyOf(table.planned().getOrDefault(name, List.of())),
        this);
  }

  private static Shape choice(OneOf oneOf) {
    Map<String, Object> byText = new LinkedHashMap<>();
    Arrays.stream(oneOf.value()).forEach(text -> byText.put(text, text));
    return new Shape.Choice(Collections.unmodifiableMap(byText));
  }

  private static Shape choice(Class<?> type) {
    Map<String, Object> byText = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byText.put(written(type, ((Enum<?>) constant).name()), constant);
    }
    return new Shape.Choice(Collections.unmodifiableMap(byText));
  }

  private static String written(Class<?> type, String constant) {
    try {
      Name name = type.getField(constant).getAnnotation(Name.class);
      if (name != null) {
        return name.value();
      }
    } catch (NoSuchFieldException impossible) {
      throw new IllegalStateException(impossible);
    }
    StringBuilder text = new StringBuilder();
    for (String word : constant.split("_", -1)) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return text.toString();
  }

  private static Constructor<? extends Record> constructor(Class<? extends Record> type) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
