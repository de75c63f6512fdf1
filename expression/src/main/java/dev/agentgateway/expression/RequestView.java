package dev.agentgateway.expression;

import dev.agentgateway.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request as expressions see it: each field made when it is asked for.
final class RequestView extends View {

  static final List<String> FIELDS =
      List.of("method", "uri", "path", "query", "host", "scheme", "version", "headers");

  private final Request request;
  private final HeadersView headers;

  RequestView(Request request) {
    super(FIELDS);
    this.request = request;
    this.headers = new HeadersView(request.headers());
  }

  @Override
  @Nullable Object value(String field) {
    return switch (field) {
      case "method" -> request.method();
      case "uri" -> request.scheme() + "://" + request.authority() + request.target();
      case "path" -> request.path();
      case "query" -> request.query() == null ? "" : request.query();
      case "host" -> request.host();
      case "scheme" -> request.scheme();
      case "version" -> request.version();
      case "headers" -> headers;
      default -> null;
    };
  }
}
