package dev.agentgateway.app.client;

import java.util.ArrayList;
import java.util.List;

/// The objects that words name: `TYPE`, `TYPE NAME…`, `TYPE,TYPE`, `TYPE/NAME…`.
///
/// @param names empty for all of the kind
public record Targets(Kind kind, List<String> names) {

  private static final String MIXED =
      "there is no need to specify a resource type as a separate argument when passing arguments"
          + " in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of"
          + " 'kubectl get resource resource/<resource_name>'";

  public Targets {
    names = List.copyOf(names);
  }

  public static List<Targets> of(List<String> words, Kinds kinds) throws Refused {
    List<Targets> targets = new ArrayList<>();
    if (words.getFirst().indexOf('/') >= 0) {
      for (String word : words) {
        int slash = word.indexOf('/');
        if (slash < 1 || slash == word.length() - 1) {
          throw Refused.error(MIXED);
        }
        for (Kind kind : kinds.called(word.substring(0, slash))) {
          targets.add(new Targets(kind, List.of(word.substring(slash + 1))));
        }
      }
      return targets;
    }
    List<String> names = words.subList(1, words.size());
    for (String name : names) {
      if (name.indexOf('/') >= 0) {
        throw Refused.error(MIXED);
      }
    }
    for (String type : words.getFirst().split(",", -1)) {
      for (Kind kind : kinds.called(type)) {
        targets.add(new Targets(kind, names));
      }
    }
    return targets;
  }
}
