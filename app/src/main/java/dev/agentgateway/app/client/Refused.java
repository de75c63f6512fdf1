package dev.agentgateway.app.client;

import dev.agentgateway.kubernetes.api.Answer;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Something was not done. The message is what kubectl would say.
public final class Refused extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean isMissing;

  private Refused(String words, boolean isMissing) {
    super(words);
    this.isMissing = isMissing;
  }

  /// Refused by us, before the server was asked.
  public static Refused error(String words) {
    return new Refused("error: " + words, false);
  }

  /// Nobody answered.
  public static Refused silence(String words) {
    return new Refused(words, false);
  }

  /// Refused by the server.
  public static Refused by(Answer answer) {
    return by(answer, "");
  }

  /// Refused by the server.
  ///
  /// @param doing what was tried, as in `error when creating "FILE": `; may be empty
  public static Refused by(Answer answer, String doing) {
    JsonNode status = tree(answer.body());
    String reason = status.path("reason").asString("");
    JsonNode details = status.path("details");
    if (answer.status() == 401) {
      return new Refused("error: You must be logged in to the server (Unauthorized)", false);
    }
    if (reason.equals("Invalid") && details.isObject()) {
      return new Refused(invalid(status, details), false);
    }
    String message = status.path("message").asString(answer.body().strip());
    String server = reason.isEmpty() ? "Error from server" : "Error from server (" + reason + ")";
    return new Refused(server + ": " + doing + message, answer.isMissing());
  }

  /// Whether the object is not there.
  public boolean isMissing() {
    return isMissing;
  }

  public String words() {
    return String.valueOf(getMessage());
  }

  private static String invalid(JsonNode status, JsonNode details) {
    String kind = details.path("kind").asString("");
    String name = details.path("name").asString("");
    String head =
        kind.isEmpty() && name.isEmpty()
            ? "The request is invalid"
            : "The %s \"%s\" is invalid".formatted(kind, name);
    Set<String> causes = new LinkedHashSet<>();
    for (JsonNode cause : details.path("causes")) {
      String field = cause.path("field").asString("");
      String message = cause.path("message").asString("");
      causes.add(field.isEmpty() ? message : field + ": " + message);
    }
    if (causes.isEmpty()) {
      return head + ": " + status.path("message").asString("");
    }
    return causes.size() == 1
        ? head + ": " + causes.iterator().next()
        : head + ": \n* " + String.join("\n* ", causes);
  }

  private static JsonNode tree(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException noStatus) {
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
