package dev.agentgateway.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Connection;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.Site;
import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import dev.agentgateway.schema.Reading;
import dev.agentgateway.schema.read.RecordSchema;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Settings as a resource writes them, read by the schema and compiled by their place; and requests
/// to try them on. In JSON, with `'` for `"` where no `"` occurs.
final class Trial {

  private static final Position HERE = new Position("test", 1, 1);
  private static final JsonMapper JSON = new JsonMapper();

  private Trial() {}

  static Place<?> place(String kind, String field) {
    return Policies.IN_ORDER.stream()
        .flatMap(type -> type.places().stream())
        .filter(place -> place.kind().equals(kind) && place.field().equals(field))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no place " + kind + " " + field));
  }

  /// What the schema says of settings, an error or nothing.
  static Reading<? extends Record> read(String kind, String field, String json) {
    return RecordSchema.of(place(kind, field).config(), Policies.members()).read(node(json));
  }

  /// A policy of settings.
  ///
  /// @throws dev.agentgateway.policy.PolicyException as the place does
  static Policy policy(String kind, String field, String json) {
    return policy(kind, field, json, Site.ANY);
  }

  static Policy policy(String kind, String field, String json, Site site) {
    Reading<? extends Record> reading = read(kind, field, json);
    Record settings = reading.value();
    if (settings == null) {
      throw new AssertionError(reading.faults().stream().map(Fault::message).toList().toString());
    }
    return place(kind, field).compile(settings, site);
  }

  static Node node(String json) {
    return node(JSON.readTree(json.indexOf('"') < 0 ? json.replace('\'', '"') : json));
  }

  private static Node node(JsonNode json) {
    if (json.isObject()) {
      List<Node.Field> fields = new ArrayList<>();
      json.properties()
          .forEach(each -> fields.add(new Node.Field(each.getKey(), HERE, node(each.getValue()))));
      return new Node.Fields(HERE, fields);
    }
    if (json.isArray()) {
      List<Node> items = new ArrayList<>();
      json.forEach(item -> items.add(node(item)));
      return new Node.Items(HERE, items);
    }
    if (json.isNumber()) {
      return new Node.Num(HERE, json.asString());
    }
    if (json.isBoolean()) {
      return new Node.Bool(HERE, json.booleanValue());
    }
    return json.isNull() ? new Node.Null(HERE) : new Node.Text(HERE, json.stringValue());
  }

  static Request get(String url, String... headers) {
    String afterScheme = url.substring(url.indexOf("://") + 3);
    int slash = afterScheme.indexOf('/');
    String target = afterScheme.substring(slash);
    int mark = target.indexOf('?');
    return new Request(
        "GET",
        url.substring(0, url.indexOf("://")),
        afterScheme.substring(0, slash),
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? null : target.substring(mark + 1),
        "HTTP/1.1",
        Headers.of(headers),
        Body.NONE,
        connection(8080));
  }

  static Connection connection(int port) {
    return new Connection(
        1,
        new InetSocketAddress("10.1.2.3", 50_000),
        new InetSocketAddress("10.0.0.1", port),
        false,
        null,
        new NoLoop());
  }

  static Request on(Request request, int port) {
    return new Request(
        request.method(),
        request.scheme(),
        request.authority(),
        request.path(),
        request.query(),
        request.version(),
        request.headers(),
        request.body(),
        connection(port));
  }

  /// The request as a policy lets it go on.
  static Request continued(Policy policy, Request request) {
    return switch (policy.onRequest(request)) {
      case Decision.Continue(Request next) -> next;
      case Decision.Answer(var response) -> throw new AssertionError("answered " + response);
      case Decision.Refuse(Failure failure) -> throw new AssertionError("refused " + failure);
    };
  }

  static String text(Body body) {
    StringBuilder text = new StringBuilder();
    body.readTo(
        new Body.Sink() {
          @Override
          public void chunk(Chunk chunk) {
            text.append(UTF_8.decode(chunk.view()));
            chunk.release();
          }

          @Override
          public void end() {
            // All of it is there.
          }

          @Override
          public void fail(Failure failure) {
            throw new AssertionError(failure);
          }
        });
    return text.toString();
  }

  private record NoLoop() implements Loop {

    @Override
    public boolean isCurrent() {
      return true;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      throw new AssertionError("no timers here");
    }
  }
}
