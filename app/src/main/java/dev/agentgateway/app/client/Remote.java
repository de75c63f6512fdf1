package dev.agentgateway.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.kubernetes.api.Access;
import dev.agentgateway.kubernetes.api.Answer;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.ApiFailure;
import dev.agentgateway.kubernetes.api.Question;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API server that is asked, and the namespace that is meant.
public final class Remote implements AutoCloseable {

  private final Api api;
  private final @Nullable String asked;
  private final PrintWriter err;
  private final Set<String> warned = new HashSet<>();
  private @Nullable Kinds kinds;

  private Remote(Api api, @Nullable String asked, PrintWriter err) {
    this.api = api;
    this.asked = asked;
    this.err = err;
  }

  /// @param namespace null for the context's
  /// @param err where the server's warnings go
  static Remote open(Access access, @Nullable String namespace, PrintWriter err) throws Refused {
    try {
      return new Remote(Api.open(access), namespace, err);
    } catch (ApiFailure e) {
      throw Refused.error(e.words());
    }
  }

  public String namespace() {
    return asked == null ? api.namespace() : asked;
  }

  /// The namespace as it was asked for on the command line; null when it was not.
  public @Nullable String namespaceAsked() {
    return asked;
  }

  public Kinds kinds() throws Refused {
    if (kinds == null) {
      kinds = Kinds.ask(this);
    }
    return kinds;
  }

  /// The kind that a manifest names; definitions that were applied just now count.
  public @Nullable Kind kind(String apiVersion, String kind) throws Refused {
    Kind known = kinds().of(apiVersion, kind);
    if (known == null) {
      kinds = null;
      known = kinds().of(apiVersion, kind);
    }
    return known;
  }

  /// Asks, tells the server's warnings, and gives the answer, good or bad.
  public Answer ask(Question question) throws Refused {
    try {
      return heard(api.ask(question));
    } catch (ApiFailure e) {
      throw Refused.silence(e.words());
    }
  }

  /// A good answer, as a tree.
  public JsonNode read(String target, String accept) throws Refused {
    Answer answer = ask(Question.get(target, accept));
    if (!answer.isDone()) {
      throw Refused.by(answer);
    }
    return tree(answer.body());
  }

  /// Tells line by line what comes, until the server ends it.
  public void follow(String target, String accept, Consumer<String> line) throws Refused {
    StringBuilder first = new StringBuilder();
    try {
      Answer answer =
          api.follow(
              Question.get(target, accept),
              text -> {
                if (first.isEmpty()) {
                  first.append(text);
                }
                line.accept(text);
              });
      if (!answer.isDone()) {
        throw Refused.by(new Answer(answer.status(), first.toString(), answer.warnings()));
      }
    } catch (ApiFailure e) {
      throw Refused.silence(e.words());
    }
  }

  public static JsonNode tree(String body) throws Refused {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw Refused.error("the server's answer is no JSON");
    }
  }

  /// A value as it stands in a query.
  public static String escaped(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  private Answer heard(Answer answer) {
    for (String warning : answer.warnings()) {
      if (warned.add(warning)) {
        err.println("Warning: " + warning);
      }
    }
    return answer;
  }

  @Override
  public void close() {
    api.close();
  }
}
