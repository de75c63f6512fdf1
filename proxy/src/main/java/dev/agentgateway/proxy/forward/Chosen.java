package dev.agentgateway.proxy.forward;

import dev.agentgateway.expression.Facts;
import dev.agentgateway.http.Request;
import dev.agentgateway.snapshot.Target;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// How a request's AI backend is known: by its route, or by the model that it names.
sealed interface Chosen {

  /// The backend for a model that a request names; null when there is none.
  Target.@Nullable Llm backend(@Nullable String model, Request request);

  /// The name that the backend is asked for, which may be shorter than what the client wrote.
  @Nullable String model(@Nullable String asked);

  /// Models that can be listed without asking anybody; null where the provider knows them.
  @Nullable List<String> listed();

  record One(Target.Llm target) implements Chosen {

    @Override
    public Target.Llm backend(@Nullable String model, Request request) {
      return target;
    }

    @Override
    public @Nullable String model(@Nullable String asked) {
      return asked;
    }

    @Override
    public @Nullable List<String> listed() {
      return null;
    }
  }

  record ByModel(Target.Models target) implements Chosen {

    @Override
    public Target.@Nullable Llm backend(@Nullable String model, Request request) {
      Target.@Nullable Entry entry = entry(model);
      return entry == null
          ? null
          : entry.pick().backend(() -> Facts.of(request), ThreadLocalRandom.current().nextDouble());
    }

    @Override
    public @Nullable String model(@Nullable String asked) {
      Target.@Nullable Entry entry = entry(asked);
      return asked != null && entry != null && entry.pattern().endsWith("/*")
          ? asked.substring(entry.pattern().length() - 1)
          : asked;
    }

    @Override
    public List<String> listed() {
      return target.entries().stream()
          .filter(entry -> entry.isListed() && !entry.isPattern())
          .map(Target.Entry::pattern)
          .distinct()
          .sorted()
          .toList();
    }

    private Target.@Nullable Entry entry(@Nullable String model) {
      if (model != null) {
        for (Target.Entry entry : target.entries()) {
          if (entry.takes(model)) {
            return entry;
          }
        }
      }
      return null;
    }
  }
}
