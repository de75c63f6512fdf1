package dev.agentgateway.expression;

import dev.agentgateway.http.Headers;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Header fields as expressions see them: a map from names in lower case, looked up in any case, to
/// values, several of one name joined as HTTP has it.
final class HeadersView extends AbstractMap<String, Object> {

  private final Headers headers;

  HeadersView(Headers headers) {
    this.headers = headers;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    if (!(key instanceof String name)) {
      return null;
    }
    String first = headers.first(name);
    if (first == null) {
      return null;
    }
    List<String> all = headers.all(name);
    return all.size() == 1
        ? first
        : String.join(name.equalsIgnoreCase("cookie") ? "; " : ", ", all);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && headers.contains(name);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < headers.size(); i++) {
      all.computeIfAbsent(headers.name(i), this::get);
    }
    return all.entrySet();
  }
}
