package dev.agentgateway.snapshot;

import dev.agentgateway.expression.Expression;
import dev.agentgateway.expression.Facts;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which of the backends behind one name of a model answers a request.
public sealed interface Pick {

  /// The backend; null when none of them is for this request.
  ///
  /// @param facts of the request, gathered when asked for
  /// @param chance from 0 to less than 1
  Target.@Nullable Llm backend(Supplier<Facts> facts, double chance);

  /// Every backend that may be picked.
  List<Target.Llm> backends();

  /// Always the same.
  record Only(Target.Llm backend) implements Pick {

    @Override
    public Target.Llm backend(Supplier<Facts> facts, double chance) {
      return backend;
    }

    @Override
    public List<Target.Llm> backends() {
      return List.of(backend);
    }
  }

  /// By chance, in proportion to the weights.
  record Shares(List<Share> shares) implements Pick {

    public Shares {
      shares = List.copyOf(shares);
    }

    @Override
    public Target.@Nullable Llm backend(Supplier<Facts> facts, double chance) {
      long sum = shares.stream().mapToLong(Share::weight).sum();
      double drawn = chance * sum;
      for (Share share : shares) {
        drawn -= share.weight();
        if (drawn < 0) {
          return share.backend();
        }
      }
      return null;
    }

    @Override
    public List<Target.Llm> backends() {
      return shares.stream().map(Share::backend).toList();
    }
  }

  /// The first whose condition holds.
  record Cases(List<Case> cases) implements Pick {

    public Cases {
      cases = List.copyOf(cases);
    }

    @Override
    public Target.@Nullable Llm backend(Supplier<Facts> facts, double chance) {
      Facts known = facts.get();
      for (Case each : cases) {
        if (each.when() == null || each.when().test(known)) {
          return each.backend();
        }
      }
      return null;
    }

    @Override
    public List<Target.Llm> backends() {
      return cases.stream().map(Case::backend).toList();
    }
  }

  /// @param weight 1 to 1,000,000
  record Share(int weight, Target.Llm backend) {}

  /// @param when null for always
  record Case(@Nullable Expression when, Target.Llm backend) {}
}
