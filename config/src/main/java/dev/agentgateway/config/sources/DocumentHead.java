package dev.agentgateway.config.sources;

import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what every resource has: its kind and its name. Lists are taken apart.
final class DocumentHead {

  private final List<Fault> faults;
  private boolean whole = true;

  DocumentHead(List<Fault> faults) {
    this.faults = faults;
  }

  /// Adds the resources that the tree holds. Empty documents hold none.
  void read(Node root, List<Document> documents) {
    switch (root) {
      case Node.Null _ -> {}
      case Node.Fields fields -> resource(fields, "", documents);
      case Node.Bool _, Node.Num _, Node.Text _, Node.Items _ -> noResource("", root);
    }
  }

  private void resource(Node.Fields root, String path, List<Document> documents) {
    whole = true;
    String apiVersion = text(root, path, "apiVersion");
    String kind = text(root, path, "kind");
    if (kind != null
        && kind.endsWith("List")
        && root.find("items") instanceof Node.Items(_, List<Node> items)) {
      for (int i = 0; i < items.size(); i++) {
        String at = path + "items[" + i + "].";
        if (items.get(i) instanceof Node.Fields item) {
          resource(item, at, documents);
        } else {
          noResource(path + "items[" + i + "]", items.get(i));
        }
      }
      return;
    }
    if (!(root.find("metadata") instanceof Node.Fields metadata)) {
      error(path + "metadata", root, "missing", "an object", "");
      return;
    }
    String name = text(metadata, path + "metadata.", "name");
    String namespace =
        metadata.find("namespace") == null ? null : text(metadata, path + "metadata.", "namespace");
    if (whole && apiVersion != null && kind != null && name != null) {
      documents.add(new Document(root, apiVersion, kind, namespace, name, root.at()));
    }
  }

  private @Nullable String text(Node.Fields fields, String path, String name) {
    Node node = fields.find(name);
    if (node instanceof Node.Text(_, String value) && !value.isEmpty()) {
      return value;
    }
    whole = false;
    if (node == null) {
      error(path + name, fields, "missing", "a text", "");
    } else {
      boolean bare = node instanceof Node.Num || node instanceof Node.Bool;
      error(path + name, node, "no text", "a text", bare ? "put it in quotes" : "");
    }
    return null;
  }

  private void noResource(String path, Node node) {
    error(path, node, "no resource", "an object with apiVersion, kind and metadata", "");
  }

  private void error(String path, Node node, String found, String expected, String mend) {
    String message = "%s (expected: %s)".formatted(found, expected);
    faults.add(new Fault(Severity.ERROR, path, node.at(), message, mend));
  }
}
