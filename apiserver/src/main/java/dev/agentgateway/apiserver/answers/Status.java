package dev.agentgateway.apiserver.answers;

import dev.agentgateway.apiserver.documents.Json;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the API says of a request that it refuses.
///
/// @param code of HTTP
/// @param subject what it is about
/// @param retryAfterSeconds 0 for none
public record Status(
    int code,
    String reason,
    String message,
    Subject subject,
    List<Cause> causes,
    int retryAfterSeconds) {

  /// What a status is about.
  ///
  /// @param resource plural name, or the kind where a cluster names the kind
  public record Subject(String group, String resource, String name) {

    public static final Subject NONE = new Subject("", "", "");

    /// `gateways.gateway.networking.k8s.io`, `secrets`.
    public String qualified() {
      return group.isEmpty() ? resource : resource + "." + group;
    }

    String quoted() {
      return qualified() + " \"" + name + "\"";
    }
  }

  public Status {
    causes = List.copyOf(causes);
  }

  public static Status notFound(Subject subject) {
    return of(404, "NotFound", subject.quoted() + " not found", subject);
  }

  public static Status alreadyExists(Subject subject) {
    return of(409, "AlreadyExists", subject.quoted() + " already exists", subject);
  }

  public static Status conflict(Subject subject, String words) {
    return of(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + subject.quoted() + ": " + words,
        subject);
  }

  /// The object was changed by someone else since it was read.
  public static Status stale(Subject subject) {
    return conflict(
        subject,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /// @param subject with the kind as its resource
  public static Status invalid(Subject subject, List<Cause> causes) {
    String faults =
        causes.size() == 1
            ? causes.getFirst().text()
            : causes.stream().map(Cause::text).collect(Collectors.joining(", ", "[", "]"));
    return new Status(
        422, "Invalid", subject.quoted() + " is invalid: " + faults, subject, causes, 0);
  }

  public static Status badRequest(String message) {
    return of(400, "BadRequest", message, Subject.NONE);
  }

  public static Status forbidden(Subject subject, String words, List<Cause> causes) {
    return new Status(
        403, "Forbidden", subject.quoted() + " is forbidden: " + words, subject, causes, 0);
  }

  public static Status unauthorized() {
    return of(401, "Unauthorized", "Unauthorized", Subject.NONE);
  }

  public static Status noSuchPath() {
    return of(404, "NotFound", "the server could not find the requested resource", Subject.NONE);
  }

  public static Status methodNotAllowed() {
    return of(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        Subject.NONE);
  }

  public static Status unsupportedMediaType(String words) {
    return of(415, "UnsupportedMediaType", words, Subject.NONE);
  }

  public static Status notAcceptable(String words) {
    return of(406, "NotAcceptable", words, Subject.NONE);
  }

  public static Status expired(String message) {
    return of(410, "Expired", message, Subject.NONE);
  }

  public static Status tooLarge(String message) {
    return of(413, "RequestEntityTooLarge", message, Subject.NONE);
  }

  public static Status tooMany(String message) {
    return new Status(429, "TooManyRequests", message, Subject.NONE, List.of(), 1);
  }

  public static Status internal(String message) {
    return of(500, "InternalError", "Internal error occurred: " + message, Subject.NONE);
  }

  public static Status of(int code, String reason, String message, Subject subject) {
    return new Status(code, reason, message, subject, List.of(), 0);
  }

  public Status withCauses(List<Cause> changed) {
    return new Status(code, reason, message, subject, changed, retryAfterSeconds);
  }

  public Refusal refusal() {
    return new Refusal(this);
  }

  public ObjectNode tree() {
    ObjectNode status = Json.object();
    status.put("kind", "Status");
    status.put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure");
    status.put("message", message);
    status.put("reason", reason);
    ObjectNode details = Json.object();
    putUnlessEmpty(details, "name", subject.name());
    putUnlessEmpty(details, "group", subject.group());
    putUnlessEmpty(details, "kind", subject.resource());
    if (!causes.isEmpty()) {
      ArrayNode list = details.putArray("causes");
      for (Cause cause : causes) {
        ObjectNode each = list.addObject();
        putUnlessEmpty(each, "reason", cause.reason());
        putUnlessEmpty(each, "message", cause.message());
        putUnlessEmpty(each, "field", cause.field());
      }
    }
    if (retryAfterSeconds > 0) {
      details.put("retryAfterSeconds", retryAfterSeconds);
    }
    if (!details.isEmpty()) {
      status.set("details", details);
    }
    status.put("code", code);
    return status;
  }

  private static void putUnlessEmpty(ObjectNode object, String name, String value) {
    if (!value.isEmpty()) {
      object.put(name, value);
    }
  }
}
