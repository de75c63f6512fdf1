package dev.agentgateway.kubernetes.subscription;

import dev.agentgateway.config.Options;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.kubernetes.distribution.wire.Refusal;
import java.util.List;

/// Lets a version take force.
public interface Taker {

  /// @param options how the controller compiles
  /// @return what of it could not take force
  List<Refusal> take(Documents documents, Options options);

  /// Nothing changed: what of the version that is in force already could not take force.
  List<Refusal> again();
}
