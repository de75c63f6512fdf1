package dev.agentgateway.app.console;

import java.net.InetAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads an address of this machine: a number, never a name that would be looked up.
public final class Addresses implements ITypeConverter<InetAddress> {

  @Override
  public InetAddress convert(String value) {
    try {
      if (value.equals("localhost")) {
        return InetAddress.getLoopbackAddress();
      }
      return InetAddress.ofLiteral(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'%s' is no IP address".formatted(value));
    }
  }
}
