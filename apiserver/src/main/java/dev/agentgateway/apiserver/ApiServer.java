package dev.agentgateway.apiserver;

import dev.agentgateway.apiserver.kinds.Kinds;
import dev.agentgateway.apiserver.rest.Context;
import dev.agentgateway.apiserver.rest.Founding;
import dev.agentgateway.apiserver.rest.Rest;
import dev.agentgateway.apiserver.rest.Sweeper;
import dev.agentgateway.apiserver.rest.Tokens;
import dev.agentgateway.apiserver.store.Store;
import dev.agentgateway.http.Handler;

/// A small, faithful Kubernetes API for one machine.
///
/// It is a handler: whoever has a server binds it, on loopback and with TLS.
public final class ApiServer implements AutoCloseable {

  private final Store store;
  private final Sweeper sweeper;
  private final Door door;

  private ApiServer(Store store, Sweeper sweeper, Door door) {
    this.store = store;
    this.sweeper = sweeper;
    this.door = door;
  }

  /// Opens the store and serves what is in it, with what the options say must be.
  ///
  /// @throws dev.agentgateway.apiserver.store.StoreFailure when another process has the store, or
  ///   it cannot be read
  public static ApiServer open(ApiServerOptions options) {
    Store store = options.state() == null ? Store.ephemeral() : Store.open(options.state());
    Context context =
        new Context(
            store,
            new Kinds(),
            options.clock(),
            options.limits().objectBytesMax(),
            options.limits().objectsMax());
    Rest rest = new Rest(context, new Tokens(context, options.token()), VersionPage.tree());
    Founding founding = new Founding(rest, context);
    options.namespaces().forEach(founding::namespace);
    options.definitions().forEach(founding::definitions);
    return new ApiServer(store, rest.sweeper(), new Door(rest, options));
  }

  public Handler handler() {
    return door;
  }

  /// Ends the watches, waits for the last write and closes the store.
  @Override
  public void close() {
    door.close();
    sweeper.close();
    store.close();
  }
}
