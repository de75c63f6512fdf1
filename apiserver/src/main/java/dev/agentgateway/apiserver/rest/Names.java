package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.answers.Cause;
import dev.agentgateway.apiserver.kinds.Kind;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Names, labels and annotations: what they may be.
final class Names {

  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final Pattern LABEL_NAME =
      Pattern.compile("([a-z0-9.-]{1,253}/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]");
  private static final int ANNOTATIONS_BYTES_MAX = 256 * 1024;
  private static final String SUFFIX = "bcdfghjklmnpqrstvwxz2456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Names() {}

  /// Completes `generateName` where no name is given.
  static void complete(ObjectNode metadata) {
    String begin = metadata.path("generateName").asString();
    if (metadata.path("name").asString().isEmpty() && !begin.isEmpty()) {
      StringBuilder name = new StringBuilder(begin.substring(0, Math.min(begin.length(), 58)));
      for (int i = 0; i < 5; i++) {
        name.append(SUFFIX.charAt(RANDOM.nextInt(SUFFIX.length())));
      }
      metadata.put("name", name.toString());
    }
  }

  static void check(Kind kind, JsonNode metadata, List<Cause> causes) {
    String name = metadata.path("name").asString();
    if (name.isEmpty()) {
      causes.add(Cause.required("metadata.name", "name or generateName is required"));
      return;
    }
    switch (kind.resource()) {
      case "namespaces", "services" ->
          form(
              name,
              LABEL,
              63,
              "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-',"
                  + " and must start and end with an alphanumeric character (e.g. 'my-name',  or"
                  + " '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
              causes);
      default ->
          form(
              name,
              SUBDOMAIN,
              253,
              "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-'"
                  + " or '.', and must start and end with an alphanumeric character (e.g."
                  + " 'example.com', regex used for validation is"
                  + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
              causes);
    }
    checkLabels(metadata.path("labels"), causes);
    checkAnnotations(metadata.path("annotations"), causes);
  }

  private static void form(
      String name, Pattern pattern, int lengthMax, String words, List<Cause> causes) {
    String quoted = StringNode.valueOf(name).toString();
    if (!pattern.matcher(name).matches()) {
      causes.add(Cause.invalid("metadata.name", quoted, words));
    }
    if (name.length() > lengthMax) {
      causes.add(
          Cause.invalid(
              "metadata.name", quoted, "must be no more than " + lengthMax + " characters"));
    }
  }

  private static void checkLabels(JsonNode labels, List<Cause> causes) {
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      if (!LABEL_NAME.matcher(label.getKey()).matches()) {
        causes.add(
            Cause.invalid(
                "metadata.labels",
                StringNode.valueOf(label.getKey()).toString(),
                "name part must consist of alphanumeric characters, '-', '_' or '.', and must start"
                    + " and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or"
                    + " '123-abc', regex used for validation is"
                    + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"));
      }
      String value = label.getValue().asString();
      if (value.length() > 63) {
        causes.add(
            Cause.invalid(
                "metadata.labels", label.getValue().toString(), "must be no more than 63 bytes"));
      } else if (!LABEL_VALUE.matcher(value).matches()) {
        causes.add(
            Cause.invalid(
                "metadata.labels",
                label.getValue().toString(),
                "a valid label must be an empty string or consist of alphanumeric characters, '-',"
                    + " '_' or '.', and must start and end with an alphanumeric character (e.g."
                    + " 'MyValue',  or 'my_value',  or '12345', regex used for validation is"
                    + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"));
      }
    }
  }

  private static void checkAnnotations(JsonNode annotations, List<Cause> causes) {
    long bytes = 0;
    for (Map.Entry<String, JsonNode> each : annotations.properties()) {
      bytes += each.getKey().length() + (long) each.getValue().asString().length();
    }
    if (bytes > ANNOTATIONS_BYTES_MAX) {
      causes.add(Cause.tooLong("metadata.annotations", ANNOTATIONS_BYTES_MAX));
    }
  }
}
