package dev.agentgateway.expression;

import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import java.util.HashMap;
import java.util.Map;
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

  @Nullable Object find(Variable variable) {
    return values.get(variable);
  }
}
