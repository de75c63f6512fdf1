package dev.agentgateway.admin;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pages by their exact path, for GET and HEAD. What a request carries is not read.
public final class Pages implements Handler {

  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

  private final Map<String, Page> pages;

  private Pages(Map<String, Page> pages) {
    this.pages = pages;
  }

  /// Pages by path, in the order in which they are listed.
  public static Pages of(Map<String, Page> pages) {
    return new Pages(new LinkedHashMap<>(pages));
  }

  @Override
  public void handle(Request request, Responder responder) {
    request.body().cancel();
    Response answer = answer(request);
    responder.respond(answer, (ending, bytes) -> {});
  }

  private Response answer(Request request) {
    Page page = pages.get(request.path());
    if (page == null) {
      return Response.text(
          404, "no such page; there are: " + String.join(" ", pages.keySet()) + "\n");
    }
    boolean isHead = request.method().equals("HEAD");
    if (!isHead && !request.method().equals("GET")) {
      return Response.text(405, "only GET and HEAD\n").with("allow", "GET, HEAD");
    }
    try {
      Response full = page.show(request);
      return isHead ? full.withBody(Body.NONE) : full;
    } catch (RuntimeException e) {
      LOG.error("{} failed", request.path(), e);
      return Response.text(500, "this page failed; the log says why\n");
    }
  }

  /// A response of that type that nobody keeps.
  static Response response(String contentType, byte[] bytes) {
    return new Response(
        200,
        Headers.of(
            "content-type", contentType,
            "cache-control", "no-store",
            "x-content-type-options", "nosniff"),
        Body.of(bytes));
  }

  /// One page.
  public interface Page {

    Response show(Request request);
  }
}
