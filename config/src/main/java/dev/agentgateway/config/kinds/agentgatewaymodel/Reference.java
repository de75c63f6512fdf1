package dev.agentgateway.config.kinds.agentgatewaymodel;

import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModel.VirtualModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A target of a virtual model, whatever picks it.
///
/// @param path where it is written
/// @param name of the model that is referred to
/// @param model that this one is asked for; null for its own name
record Reference(String path, String name, @Nullable String model) {

  /// Every target of a virtual model, in the order in which they are written.
  static List<Reference> of(@Nullable VirtualModel virtual) {
    List<Reference> all = new ArrayList<>();
    if (virtual == null) {
      return all;
    }
    if (virtual.weighted() != null) {
      virtual
          .weighted()
          .targets()
          .forEach(each -> all.add(of("weighted", all.size(), each.modelRef(), each.model())));
    }
    if (virtual.failover() != null) {
      virtual
          .failover()
          .targets()
          .forEach(each -> all.add(of("failover", all.size(), each.modelRef(), each.model())));
    }
    if (virtual.conditional() != null) {
      virtual
          .conditional()
          .targets()
          .forEach(each -> all.add(of("conditional", all.size(), each.modelRef(), each.model())));
    }
    return all;
  }

  private static Reference of(
      String way, int index, AgentgatewayModel.ModelRef ref, @Nullable String model) {
    return new Reference(
        "spec.virtualModel.%s.targets[%d]".formatted(way, index), ref.name(), model);
  }
}
