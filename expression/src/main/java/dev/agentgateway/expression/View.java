package dev.agentgateway.expression;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A map whose values are made when they are asked for. A value that is null is absent.
abstract class View extends AbstractMap<String, Object> {

  private final List<String> fields;

  View(List<String> fields) {
    this.fields = fields;
  }

  abstract @Nullable Object value(String field);

  @Override
  public final @Nullable Object get(@Nullable Object key) {
    return key instanceof String field ? value(field) : null;
  }

  @Override
  public final boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public final Set<Entry<String, Object>> entrySet() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String field : fields) {
      Object value = value(field);
      if (value != null) {
        all.put(field, value);
      }
    }
    return all.entrySet();
  }
}
