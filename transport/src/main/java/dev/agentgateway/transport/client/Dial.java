package dev.agentgateway.transport.client;

import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.transport.tls.UpstreamContexts;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one connection: resolves the name, tries its addresses in turn, then speaks TLS if asked.
@SuppressWarnings("FutureReturnValueIgnored") // Listeners tell.
final class Dial {

  /// However many addresses share the time to connect, each gets at least this much of it.
  private static final Duration ADDRESS_TIMEOUT_MIN = Duration.ofMillis(250);

  private static final int WORDS_MAX = 200;

  private final Lane lane;
  private final Endpoint endpoint;
  private final ClientCall call;
  private boolean isOver;
  private long connectNanos;
  private @Nullable Channel channel;

  Dial(Lane lane, ClientCall call) {
    this.lane = lane;
    this.endpoint = lane.endpoint();
    this.call = call;
  }

  void start() {
    lane.pool()
        .names()
        .resolve(endpoint.host(), endpoint.port())
        .whenComplete((found, failed) -> onLoop(() -> resolved(found, failed)));
  }

  private void onLoop(Runnable task) {
    if (lane.pool().loop().isCurrent()) {
      task.run();
    } else {
      lane.pool().loop().execute(task);
    }
  }

  private void resolved(@Nullable List<InetSocketAddress> found, @Nullable Throwable failed) {
    if (isOver) {
      return;
    }
    if (failed != null || found == null || found.isEmpty()) {
      fail(new Failure.DnsFailed(endpoint.host()));
    } else if (endpoint.tls() == null) {
      connect(found, 0, null);
    } else {
      prepare(found);
    }
  }

  private void prepare(List<InetSocketAddress> addresses) {
    lane.pool()
        .contexts()
        .context(endpoint)
        .whenComplete((context, failed) -> onLoop(() -> prepared(addresses, context, failed)));
  }

  private void prepared(
      List<InetSocketAddress> addresses, @Nullable SslContext context, @Nullable Throwable failed) {
    if (isOver) {
      return;
    }
    if (context == null) {
      fail(new Failure.TlsFailed(endpoint.address(), words(failed)));
    } else {
      connect(addresses, 0, context);
    }
  }

  private void connect(List<InetSocketAddress> addresses, int i, @Nullable SslContext context) {
    if (i == 0) {
      connectNanos = System.nanoTime();
    }
    SslHandler tls;
    try {
      tls = context == null ? null : UpstreamContexts.handler(context, endpoint);
    } catch (IllegalArgumentException nameless) {
      fail(new Failure.TlsFailed(endpoint.address(), words(nameless)));
      return;
    }
    ChannelFuture connecting =
        lane.pool()
            .bootstrap()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, share(addresses.size() - i))
            .handler(new Opened(tls))
            .connect(addresses.get(i));
    channel = connecting.channel();
    connecting.addListener(done -> {
      if (isOver) {
        connecting.channel().close();
      } else if (done.isSuccess()) {
        secure(connecting.channel(), tls);
      } else if (i + 1 < addresses.size()) {
        connect(addresses, i + 1, context);
      } else {
        fail(new Failure.ConnectFailed(endpoint.address(), words(done.cause())));
      }
    });
  }

  /// An address's share of the time to connect; the last one has what is left, which the call
  /// counts.
  private int share(int addressesLeft) {
    long whole = call.timeouts().connect().toMillis();
    if (addressesLeft == 1 || whole == 0) {
      return 0;
    }
    return (int)
        Math.clamp(whole / addressesLeft, ADDRESS_TIMEOUT_MIN.toMillis(), Integer.MAX_VALUE);
  }

  private void secure(Channel connected, @Nullable SslHandler tls) {
    if (tls == null) {
      finish(connected);
      return;
    }
    tls.handshakeFuture()
        .addListener(done -> {
          if (isOver) {
            connected.close();
          } else if (done.isSuccess()) {
            finish(connected);
          } else {
            connected.close();
            fail(new Failure.TlsFailed(endpoint.address(), words(done.cause())));
          }
        });
  }

  private void finish(Channel connected) {
    isOver = true;
    ClientConnection connection = connected.pipeline().get(ClientConnection.class);
    if (connection == null || !connected.isActive()) {
      lane.closed(null);
      call.fail(new Failure.ConnectFailed(endpoint.address(), "closed at once"));
    } else {
      connection.opened();
      lane.pool()
          .sockets()
          .connected(endpoint.tls() != null, Duration.ofNanos(System.nanoTime() - connectNanos));
      connection.start(call);
    }
  }

  private void fail(Failure failure) {
    isOver = true;
    lane.closed(null);
    call.fail(failure);
  }

  /// Gives up; whoever calls tells the call.
  void cancel() {
    if (!isOver) {
      isOver = true;
      if (channel != null) {
        channel.close();
      }
      lane.closed(null);
    }
  }

  /// What went wrong at the root of it, in one line.
  private static String words(@Nullable Throwable cause) {
    Throwable root = cause;
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    String message = root == null ? null : root.getMessage();
    String words =
        message == null
            ? root == null ? "unknown" : root.getClass().getSimpleName()
            : message.lines().findFirst().orElse("unknown");
    return words.substring(0, Math.min(words.length(), WORDS_MAX));
  }

  /// Prepares the pipeline of a connection that is being made.
  private final class Opened extends ChannelInitializer<Channel> {

    private final @Nullable SslHandler tls;

    Opened(@Nullable SslHandler tls) {
      this.tls = tls;
    }

    @Override
    protected void initChannel(Channel made) {
      if (tls != null) {
        made.pipeline().addLast(tls);
      }
      made.pipeline().addLast(new ClientConnection(lane, made, tls != null));
    }
  }
}
