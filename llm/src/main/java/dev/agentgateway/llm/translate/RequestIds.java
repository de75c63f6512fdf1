package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.dialect.AnswerHeaders;
import dev.agentgateway.llm.dialect.Dialect;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gives answers the id by which a client asks about them, in the header and the field that its
/// libraries read, where the provider gave none.
public final class RequestIds {

  private final Dialect client;
  private final Supplier<String> made;

  private RequestIds(Dialect client, Supplier<String> made) {
    this.client = client;
    this.made = made;
  }

  /// @param request headers of the client
  /// @param made a new id, asked for when one is needed
  public static RequestIds of(RouteType type, Headers request, Supplier<String> made) {
    return new RequestIds(Translation.dialect(type, request), made);
  }

  public Headers inHeaders(Headers answer) {
    if (told(answer) != null) {
      return answer;
    }
    Headers.Builder headers = answer.toBuilder();
    client.writeHeaders(new AnswerHeaders(made.get(), List.of(), 0), headers);
    return headers.build();
  }

  /// An error's body with the id of its headers, where the format has a field for it.
  public byte[] inBody(int status, Headers answer, byte[] body) {
    String id = told(answer);
    return status < 400 || id == null ? body : client.withRequestId(body, id);
  }

  /// The id that the client sees.
  public @Nullable String told(Headers answer) {
    return client.readHeaders(answer).requestId();
  }
}
