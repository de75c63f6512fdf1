package dev.agentgateway.kubernetes.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.kubernetes.distribution.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A place in a view: what a data plane was told, and what comes next.
///
/// ```
/// what differs from what it has ─▶ version ─▶ what changed since ─▶ version ─▶ …
/// ```
final class Cursor {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// Told at once, so that a reader that is slow is noticed.
  private static final int BYTES_AT_ONCE = 64 * 1024;

  private final Board board;
  private final View view;
  private final Runnable wake;
  private final Map<String, String> held;
  private final Counts counts;
  private final Iterator<ResourceKey> first;
  private final Iterator<String> strangers;
  private long position;
  private boolean owesVersion = true;
  private long puts;

  /// The board's lock is held.
  Cursor(Board board, View view, Map<String, String> held, Runnable wake, Counts counts) {
    this.board = board;
    this.view = view;
    this.wake = wake;
    this.held = held;
    this.counts = counts;
    List<ResourceKey> members = new ArrayList<>(view.members());
    members.sort(null);
    Set<String> names = new HashSet<>();
    members.forEach(each -> names.add(Wire.name(each)));
    this.first = members.iterator();
    this.strangers = held.keySet().stream().filter(each -> !names.contains(each)).iterator();
    this.position = view.revision();
    view.listen(wake);
  }

  /// The next lines; empty when all is told, null when the reader must come anew.
  byte @Nullable [] next() {
    synchronized (board) {
      if (!view.remembers(position)) {
        return null;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      while (out.size() < BYTES_AT_ONCE) {
        if (!step(out)) {
          if (owesVersion) {
            owesVersion = false;
            out.writeBytes(("{\"version\":" + position + "}\n").getBytes(UTF_8));
          }
          break;
        }
      }
      counts.told(puts, out.size());
      puts = 0;
      return out.toByteArray();
    }
  }

  void close() {
    board.close(view, wake);
  }

  private boolean step(ByteArrayOutputStream out) {
    if (first.hasNext()) {
      ResourceKey key = first.next();
      ObjectText text = view.text(key);
      String name = Wire.name(key);
      if (text != null && !text.hash().equals(held.get(name))) {
        put(text, out);
      } else if (text == null && held.containsKey(name)) {
        remove(name, out);
      }
      return true;
    }
    if (strangers.hasNext()) {
      remove(strangers.next(), out);
      return true;
    }
    Map.Entry<Long, ResourceKey> entry = view.after(position);
    if (entry == null) {
      return false;
    }
    position = entry.getKey();
    owesVersion = true;
    ObjectText text = view.text(entry.getValue());
    if (text == null) {
      remove(Wire.name(entry.getValue()), out);
    } else {
      put(text, out);
    }
    return true;
  }

  private void put(ObjectText text, ByteArrayOutputStream out) {
    puts++;
    out.writeBytes("{\"put\":".getBytes(UTF_8));
    out.writeBytes(text.json());
    out.writeBytes((",\"hash\":\"" + text.hash() + "\"}\n").getBytes(UTF_8));
  }

  private static void remove(String name, ByteArrayOutputStream out) {
    out.writeBytes(("{\"remove\":" + JSON.writeValueAsString(name) + "}\n").getBytes(UTF_8));
  }
}
