package dev.agentgateway.apiserver.openapi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// IP addresses as texts; nothing is looked up.
final class Addresses {

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

  private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private Addresses() {}

  static boolean isIpv4(String text) {
    return IPV4.matcher(text).matches();
  }

  static boolean isIpv6(String text) {
    if (text.indexOf(':') < 0 || !IPV6_CHARACTERS.matcher(text).matches()) {
      return false;
    }
    try {
      return InetAddress.getByName("[" + text + "]") != null;
    } catch (UnknownHostException malformed) {
      return false;
    }
  }

  static boolean isAddress(String text) {
    return isIpv4(text) || isIpv6(text);
  }

  static boolean isCidr(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return false;
    }
    String bits = text.substring(slash + 1);
    if (!bits.matches("0|[1-9]\\d{0,2}")) {
      return false;
    }
    String address = text.substring(0, slash);
    int prefix = Integer.parseInt(bits);
    return (isIpv4(address) && prefix <= 32) || (isIpv6(address) && prefix <= 128);
  }
}
