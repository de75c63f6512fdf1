package dev.agentgateway.transport.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/// Ways for a connection to end.
@SuppressWarnings("FutureReturnValueIgnored") // Nothing is left to do afterwards.
final class Goodbye {

  private Goodbye() {}

  /// Says that nothing more will be sent, and leaves the other half to the client: closing both at
  /// once would make the kernel throw away what the client has not read yet.
  static void half(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  /// Only a reset differs from the end of a body that the end of the connection delimits. Past the
  /// pipeline, for TLS would say goodbye.
  static void reset(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.unsafe().close(channel.unsafe().voidPromise());
  }
}
