package dev.agentgateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What an operator looks at: trees as JSON, and an index that lists them.
///
/// The pages are served on loopback unless told otherwise. A browser that was lured to a foreign
/// name that points here (DNS rebinding) is refused: the host must be an address or `localhost`.
public final class AdminPages implements Handler {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Pages pages;

  private AdminPages(Pages pages) {
    this.pages = pages;
  }

  public static AdminPages of(String title, Map<String, Tree> trees) {
    Map<String, Pages.Page> pages = new LinkedHashMap<>();
    pages.put("/", request -> index(title, trees));
    trees.forEach((path, tree) -> pages.put(path, request -> json(tree.content().get())));
    return new AdminPages(Pages.of(pages));
  }

  @Override
  public void handle(Request request, Responder responder) {
    if (isLocal(request.host())) {
      pages.handle(request, responder);
    } else {
      request.body().cancel();
      responder.respond(
          Response.text(421, "ask by address or as localhost\n"), (ending, bytes) -> {});
    }
  }

  private static boolean isLocal(String host) {
    return host.isEmpty()
        || host.equals("localhost")
        || host.endsWith(".localhost")
        || host.indexOf(':') >= 0
        || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private static Response json(JsonNode tree) {
    return Pages.response(
        "application/json", (JSON.writeValueAsString(tree) + "\n").getBytes(UTF_8));
  }

  private static Response index(String title, Map<String, Tree> trees) {
    StringBuilder html = new StringBuilder(1024);
    html.append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>");
    html.append(title).append("</title>\n<h1>").append(title).append("</h1>\n<ul>\n");
    trees.forEach((path, tree) ->
        html.append("<li><a href=\"%s\">%s</a>: %s</li>\n".formatted(path, path, tree.about())));
    html.append("</ul>\n</html>\n");
    return Pages.response("text/html; charset=utf-8", html.toString().getBytes(UTF_8));
  }

  /// A page that is a tree.
  ///
  /// @param about what it shows, for the index
  public record Tree(String about, Supplier<JsonNode> content) {}
}
