package dev.agentgateway.expression;

import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What expressions may ask of one request: values by the names of [Variable].
///
/// A variable that is not known yet, or never for this request, is absent; asking it ends the
/// evaluation without a value.
public final class Facts {

  private final Map<Variable, Object> values;

  private Facts(Map<Variable, Object> values) {
    this.values = values;
  }

  public static Facts of(Request request) {
    Map<Variable, Object> values = new HashMap<>();
    values.put(Variable.REQUEST, new RequestView(request));
    values.put(Variable.SOURCE, AddressView.of(request.connection().client()));
    values.put(Variable.DESTINATION, AddressView.of(request.connection().local()));
    return new Facts(values);
  }

  public Facts with(Response response) {
    return with(
        Variable.RESPONSE,
        Map.of("code", (long) response.status(), "headers", new HeadersView(response.headers())));
  }

  /// @param value texts, longs, doubles, booleans, and maps and lists of them
  public Facts with(Variable variable, Object value) {
    Map<Variable, Object> more = new HashMap<>(values);
    more.put(variable, value);
    return new Facts(more);
  }

  /// The value of a path, `request` or `request.path` or `request.headers.x-team`; empty when it is
  /// absent, or no path that is known as a whole.
  Optional<Object> find(String path) {
    int dot = path.indexOf('.');
    Variable variable = Variable.named(dot < 0 ? path : path.substring(0, dot));
    Object value = variable == null ? null : values.get(variable);
    if (dot < 0 || value == null) {
      return Optional.ofNullable(value);
    }
    int next = path.indexOf('.', dot + 1);
    Object inner = field(value, path.substring(dot + 1, next < 0 ? path.length() : next));
    if (next < 0 || inner == null) {
      return Optional.ofNullable(inner);
    }
    return inner instanceof HeadersView headers
        ? Optional.ofNullable(headers.get(path.substring(next + 1)))
        : Optional.empty();
  }

  private static @Nullable Object field(Object value, String name) {
    return value instanceof Map<?, ?> map ? map.get(name) : null;
  }
}
