package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.documents.MalformedDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Questions about who may do what. Whoever has the token may do everything.
final class Reviews {

  private Reviews() {}

  /// The answer to a review, or null when the path is none.
  static @Nullable Answer answer(Call call) {
    String group =
        call.path().startsWith("/apis/authorization.k8s.io/v1/")
            ? "authorization.k8s.io/v1"
            : "authentication.k8s.io/v1";
    return switch (call.path()) {
      case "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews" -> {
        ObjectNode review = review(call, group, "SelfSubjectAccessReview");
        review.putObject("status").put("allowed", true);
        yield Answer.json(201, review);
      }
      case "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews" -> {
        ObjectNode review = review(call, group, "SelfSubjectRulesReview");
        ObjectNode status = review.putObject("status");
        ObjectNode rule = status.putArray("resourceRules").addObject();
        rule.putArray("verbs").add("*");
        rule.putArray("apiGroups").add("*");
        rule.putArray("resources").add("*");
        ObjectNode paths = status.putArray("nonResourceRules").addObject();
        paths.putArray("verbs").add("*");
        paths.putArray("nonResourceURLs").add("*");
        status.put("incomplete", false);
        yield Answer.json(201, review);
      }
      case "/apis/authentication.k8s.io/v1/selfsubjectreviews" -> {
        ObjectNode review = review(call, group, "SelfSubjectReview");
        ObjectNode user = review.putObject("status").putObject("userInfo");
        user.put("username", "agentgateway");
        user.putArray("groups").add("system:masters").add("system:authenticated");
        yield Answer.json(201, review);
      }
      default -> null;
    };
  }

  /// The review as it was sent, where that can be read; its answer does not depend on it.
  private static ObjectNode review(Call call, String apiVersion, String kind) {
    ObjectNode review = Json.object();
    review.put("kind", kind);
    review.put("apiVersion", apiVersion);
    review.putObject("metadata").putNull("creationTimestamp");
    if (call.contentType().endsWith("json")) {
      try {
        if (Json.read(call.body()).tree().get("spec") instanceof ObjectNode spec) {
          review.set("spec", spec);
        }
      } catch (MalformedDocument malformed) {
        throw dev.agentgateway.apiserver.answers.Status.badRequest(
                String.valueOf(malformed.getMessage()))
            .refusal();
      }
    }
    if (!review.has("spec") && kind.equals("SelfSubjectAccessReview")) {
      review.putObject("spec");
    }
    return review;
  }
}
