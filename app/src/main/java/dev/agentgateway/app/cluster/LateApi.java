package dev.agentgateway.app.cluster;

import dev.agentgateway.app.run.FileResources;
import dev.agentgateway.app.run.ResourceSource;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.config.Compiled;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What runs without being configured, and beside it what is applied to the program's own API. That
/// one opens when all else is ready, so that nobody waits for it.
///
/// ```
/// ready ─▶ open ─▶ the API serves ─▶ what it holds runs, too
/// ```
public final class LateApi implements ResourceSource {

  private static final Logger LOG = LoggerFactory.getLogger(LateApi.class);

  private final FileResources first;
  private @Nullable EmbeddedApi api;
  private @Nullable ClusterResources applied;
  private volatile @Nullable ResourceSource current;
  private volatile Taking taking = Map::of;
  private boolean isClosed;

  /// Where what is applied is kept.
  @FunctionalInterface
  public interface State {

    @Nullable Path folder() throws StartException;
  }

  /// @param first what runs from the start
  public LateApi(FileResources first) {
    this.first = first;
  }

  /// Opens the API in the background. When it cannot be opened, all else runs on without it.
  ///
  /// @param state finds the folder of the store; null for one that forgets
  /// @param port null for the usual one, or any when that is taken
  /// @param addresses that statuses of Gateways show
  /// @param told what came of it, a few lines
  public void open(
      State state, @Nullable Integer port, List<String> addresses, Consumer<List<String>> told) {
    Thread.ofVirtual()
        .name("late-api")
        .start(() -> {
          try {
            told.accept(opened(state.folder(), port, addresses));
          } catch (StartException e) {
            told.accept(
                List.of(
                    "no API for kubectl: "
                        + e.getMessage()
                        + "; --ephemeral has one that forgets"));
          } catch (RuntimeException | LinkageError e) {
            LOG.error("no API for kubectl", e);
          }
        });
  }

  private synchronized List<String> opened(
      @Nullable Path state, @Nullable Integer port, List<String> addresses) throws StartException {
    if (isClosed) {
      return List.of();
    }
    EmbeddedApi opened = EmbeddedApi.open(state, port);
    api = opened;
    ClusterResources resources = ClusterResources.beside(first, opened, addresses);
    applied = resources;
    resources.follow(() -> {
      current = resources;
      return taking.take();
    });
    return List.of(
        "API on " + resources.url() + "; for kubectl:",
        "  export KUBECONFIG=" + opened.kubeconfig().toAbsolutePath());
  }

  @Override
  public Compiled compiled() {
    ResourceSource now = current;
    return now == null ? first.compiled() : now.compiled();
  }

  @Override
  public void tell() {
    first.tell();
  }

  @Override
  public void follow(Taking changed) {
    taking = changed;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    if (applied != null) {
      applied.close();
    }
    if (api != null) {
      api.close();
    }
    first.close();
  }
}
