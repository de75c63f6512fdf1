package planted.llm.sockets;

import java.net.Socket;

/// Opens a socket in a pure module.
public record Dials(Socket socket) {}
