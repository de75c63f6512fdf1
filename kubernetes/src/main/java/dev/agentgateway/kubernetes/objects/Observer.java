package dev.agentgateway.kubernetes.objects;

import dev.agentgateway.config.report.ResourceKey;
import org.jspecify.annotations.Nullable;

/// Is told of objects as they change. Returns at once.
public interface Observer {

  Observer NOBODY =
      new Observer() {
        @Override
        public void changed(ResourceKey key, @Nullable Live live) {
          // Nobody asked.
        }

        @Override
        public void complete() {
          // Nobody asked.
        }
      };

  /// @param live null when the object is gone
  void changed(ResourceKey key, @Nullable Live live);

  /// All objects that were there at the start are told.
  void complete();
}
