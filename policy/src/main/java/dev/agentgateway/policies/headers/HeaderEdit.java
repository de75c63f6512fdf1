package dev.agentgateway.policies.headers;

import static java.util.Locale.ROOT;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Request;
import dev.agentgateway.policy.PolicyException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A header filter, checked: fields are added, then set, then removed. Names in lower case.
record HeaderEdit(List<Field> add, List<Field> set, List<String> remove) {

  /// Fields that say where a message ends or belong to one connection: the gateway writes them.
  private static final Set<String> FRAMING =
      Set.of(
          "connection",
          "content-length",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  record Field(String name, String value) {}

  HeaderEdit {
    add = List.copyOf(add);
    set = List.copyOf(set);
    remove = List.copyOf(remove);
  }

  /// @param path what stands before the filter's own fields in messages
  static HeaderEdit compile(String path, HeaderFilter filter) {
    return new HeaderEdit(
        fields(path + "add", filter.add()),
        fields(path + "set", filter.set()),
        names(path + "remove", filter.remove()));
  }

  private static List<String> names(String path, List<String> written) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      names.add(checkedName(path + "[" + i + "]", written.get(i)));
    }
    return names;
  }

  /// Of entries with the same name the first counts, as the Gateway API has it.
  private static List<Field> fields(String path, List<HeaderFilter.Field> written) {
    List<Field> fields = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < written.size(); i++) {
      String at = path + "[" + i + "]";
      String name = checkedName(at + ".name", written.get(i).name());
      if (seen.add(name)) {
        fields.add(new Field(name, checkedValue(at + ".value", written.get(i).value())));
      }
    }
    return fields;
  }

  private static String checkedName(String path, String name) {
    String lower = name.toLowerCase(ROOT);
    if (FRAMING.contains(lower)) {
      throw new PolicyException(
          path, path + ": " + name + " (expected: a field that the gateway does not write itself)");
    }
    return lower;
  }

  private static String checkedValue(String path, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        throw new PolicyException(
            path,
            "%s: holds the character U+%04X (expected: visible ones of ISO 8859-1)"
                .formatted(path, (int) c));
      }
    }
    return value.strip();
  }

  /// The field `host` is a request's authority.
  Request on(Request request) {
    Request edited = request.withHeaders(on(request.headers()));
    for (List<Field> fields : List.of(add, set)) {
      for (Field field : fields) {
        if (field.name().equals("host")) {
          edited = edited.withAuthority(field.value().toLowerCase(ROOT));
        }
      }
    }
    return edited;
  }

  Headers on(Headers headers) {
    Headers.Builder builder = headers.toBuilder();
    for (Field field : add) {
      if (!field.name().equals("host")) {
        builder.add(field.name(), field.value());
      }
    }
    for (Field field : set) {
      if (!field.name().equals("host")) {
        builder.set(field.name(), field.value());
      }
    }
    for (String name : remove) {
      builder.remove(name);
    }
    return builder.build();
  }
}
