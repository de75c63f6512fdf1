package dev.agentgateway.apiserver;

import dev.agentgateway.http.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an API server is opened with.
///
/// @param state folder of the store; null for one that ends with the process
/// @param token that every request but those about health must bear
/// @param definitions texts of one or more CustomResourceDefinitions in YAML or JSON, served from
///   the start; a definition that a user has changed since stays as it is
/// @param namespaces that exist from the start
public record ApiServerOptions(
    @Nullable Path state,
    Secret token,
    List<String> definitions,
    List<String> namespaces,
    Limits limits,
    Clock clock) {

  /// How much there may be.
  ///
  /// @param objectBytesMax of one object
  /// @param bodyBytesMax of one request
  /// @param objectsMax of all kinds together
  /// @param watchersMax at the same time
  /// @param requestsPerSecond in the long run; four times as many at once
  /// @param requestsMax at the same time, watches not counted
  public record Limits(
      int objectBytesMax,
      int bodyBytesMax,
      int objectsMax,
      int watchersMax,
      int requestsPerSecond,
      int requestsMax) {

    public static final Limits DEFAULT =
        new Limits(1_572_864, 3 * 1_048_576, 50_000, 1_000, 2_000, 256);

    public Limits {
      for (int each :
          new int[] {
            objectBytesMax, bodyBytesMax, objectsMax, watchersMax, requestsPerSecond, requestsMax
          }) {
        if (each < 1) {
          throw new IllegalArgumentException("limit: %d (expected: 1 or more)".formatted(each));
        }
      }
    }
  }

  public ApiServerOptions {
    definitions = List.copyOf(definitions);
    namespaces = List.copyOf(namespaces);
    if (token.reveal().length() < 16) {
      throw new IllegalArgumentException("token: shorter than 16 characters");
    }
  }

  /// With the usual namespaces and limits.
  public static ApiServerOptions of(@Nullable Path state, Secret token, List<String> definitions) {
    return new ApiServerOptions(
        state,
        token,
        definitions,
        List.of("default", "kube-system"),
        Limits.DEFAULT,
        Clock.systemUTC());
  }

  public ApiServerOptions with(Limits changed) {
    return new ApiServerOptions(state, token, definitions, namespaces, changed, clock);
  }
}
