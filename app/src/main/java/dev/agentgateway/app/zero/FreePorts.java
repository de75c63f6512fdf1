package dev.agentgateway.app.zero;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ports that need not be the usual ones: where another instance has them, any other does.
public final class FreePorts {

  private final InetAddress address;
  private final List<String> notes = new ArrayList<>();

  public FreePorts(InetAddress address) {
    this.address = address;
  }

  /// The port that was asked for; else the usual one, or any when that is taken.
  ///
  /// @param asked null when nobody asked for one
  public int choose(String name, @Nullable Integer asked, int usual) {
    if (asked != null) {
      return asked;
    }
    if (isFree(usual)) {
      return usual;
    }
    notes.add(
        "port %d is in use, perhaps by another instance: %s is on another".formatted(usual, name));
    return 0;
  }

  public boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /// What was chosen otherwise than usual, in words for who started the program.
  public List<String> notes() {
    return List.copyOf(notes);
  }
}
