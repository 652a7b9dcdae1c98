package io.lockstep.node.tls;

import java.security.KeyStore;
import java.util.List;

/** The certificate and key with which the node's API presents itself, now. Any thread. */
public interface TlsIdentity {
  /** Name by which the server asks for it. */
  String NAME = "lockstep";

  /** Versions of TLS that the API speaks; the ciphers are the JDK's. */
  List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /** Password of the key in the store. The store never leaves the process: it protects nothing. */
  String KEY_PASSWORD = "in-memory";

  /** The certificate with its key, the only entry. */
  KeyStore current();

  /** Adds someone to tell when {@link #current()} is another; it must not block. */
  void addListener(Runnable listener);

  /** Takes someone away again. */
  void removeListener(Runnable listener);
}
