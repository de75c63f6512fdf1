package dev.agentgateway.config.sources;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `$NAME` and `${NAME}` in `stringData` of Secrets, taken from the environment. `$$` is one `$`; a
/// `$` before anything else is itself.
public final class EnvironmentReferences {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:(\\$)|([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)\\}|(\\{))");

  private static final String FIELD = "stringData";

  private final Map<String, String> environment;

  public EnvironmentReferences(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// A Secret that refers to what is not set is left out, and told as a fault.
  public Documents resolve(Documents documents) {
    List<Document> resolved = new ArrayList<>();
    List<Fault> faults = new ArrayList<>(documents.faults());
    for (Document document : documents.documents()) {
      if (document.kind().equals("Secret") && document.apiVersion().equals("v1")) {
        int before = faults.size();
        Document secret = resolve(document, faults);
        boolean whole =
            faults.subList(before, faults.size()).stream()
                .noneMatch(fault -> fault.severity() == Severity.ERROR);
        if (whole) {
          resolved.add(secret);
        }
      } else {
        resolved.add(document);
      }
    }
    return new Documents(resolved, faults);
  }

  private Document resolve(Document secret, List<Fault> faults) {
    List<Node.Field> fields = new ArrayList<>();
    for (Node.Field field : secret.root().fields()) {
      if (field.name().equals(FIELD) && field.value() instanceof Node.Fields data) {
        fields.add(new Node.Field(FIELD, field.at(), resolve(data, secret, faults)));
      } else {
        fields.add(field);
      }
    }
    return new Document(
        new Node.Fields(secret.root().at(), fields),
        secret.apiVersion(),
        secret.kind(),
        secret.namespace(),
        secret.name(),
        secret.at());
  }

  private Node.Fields resolve(Node.Fields data, Document secret, List<Fault> faults) {
    List<Node.Field> fields = new ArrayList<>();
    for (Node.Field field : data.fields()) {
      Node value =
          field.value() instanceof Node.Text text
              ? resolve(text, field, secret, faults)
              : field.value();
      fields.add(new Node.Field(field.name(), field.at(), value));
    }
    return new Node.Fields(data.at(), fields);
  }

  private Node.Text resolve(Node.Text text, Node.Field field, Document secret, List<Fault> faults) {
    StringBuilder result = new StringBuilder();
    Matcher matcher = REFERENCE.matcher(text.value());
    int end = 0;
    while (matcher.find()) {
      result.append(text.value(), end, matcher.start());
      end = matcher.end();
      if (matcher.group(1) != null) {
        result.append('$');
      } else if (matcher.group(4) != null) {
        faults.add(
            fault(
                Severity.ERROR,
                field,
                "Secret %s: ${ without a name and }".formatted(secret.name()),
                "write ${NAME}, or $${ for the text"));
      } else {
        String name = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
        result.append(value(name, field, secret, faults));
      }
    }
    return new Node.Text(text.at(), result.append(text.value().substring(end)).toString());
  }

  private String value(String name, Node.Field field, Document secret, List<Fault> faults) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      faults.add(
          fault(
              value == null ? Severity.ERROR : Severity.WARNING,
              field,
              "Secret %s: %s is %s in the environment"
                  .formatted(secret.name(), name, value == null ? "not set" : "empty"),
              "export %s, or write $$ for a $".formatted(name)));
      return "";
    }
    return value;
  }

  private static Fault fault(Severity severity, Node.Field field, String message, String mend) {
    return new Fault(severity, FIELD + "." + field.name(), field.value().at(), message, mend);
  }
}
