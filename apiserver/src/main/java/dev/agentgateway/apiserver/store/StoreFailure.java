package dev.agentgateway.apiserver.store;

/// The store cannot be opened or written: another process has it, or the disk does not take it.
public final class StoreFailure extends RuntimeException {

  StoreFailure(String message) {
    super(message);
  }

  StoreFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
