package io.lockstep.node.certificate;

import io.lockstep.node.command.CommandGateway;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.trust.NodeTrust;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a node has and does of certificates: its own authority, the service, and the upkeep, which
 * runs until it is closed.
 */
public final class NodeCertificates implements AutoCloseable {
  private final OwnAuthority authority;
  private final CertificateService service;
  private final CertificateUpkeep upkeep;

  private NodeCertificates(
      OwnAuthority authority, CertificateService service, CertificateUpkeep upkeep) {
    this.authority = authority;
    this.service = service;
    this.upkeep = upkeep;
  }

  /**
   * Of a node; makes its authority where it has none.
   *
   * @param data folder of the node's own data
   * @param self id of the node
   * @param primary whether the node decides for the cluster now
   * @param tell takes what an operator should do about the certificate of the API, empty once there
   *     is nothing
   * @throws io.lockstep.trust.TrustException that says what is wrong with the authority's file
   */
  public static NodeCertificates open(
      Path data,
      String self,
      NodeTrust trust,
      ReplayService replay,
      CommandGateway gateway,
      BooleanSupplier primary,
      Consumer<String> tell) {
    Clock clock = Clock.systemUTC();
    OwnAuthority authority =
        OwnAuthority.openOrCreate(data.resolve(OwnAuthority.FILE), trust.cluster(), self, clock);
    return new NodeCertificates(
        authority,
        new CertificateService(trust, replay::image, authority, clock),
        new CertificateUpkeep(self, replay, gateway, primary, trust, authority, clock, tell));
  }

  /** Starts the upkeep. */
  public void start() {
    upkeep.start();
  }

  /** The node's own authority. */
  public OwnAuthority authority() {
    return authority;
  }

  /** Makes, imports and exports certificates. */
  public CertificateService service() {
    return service;
  }

  /** Stops the upkeep. */
  @Override
  public void close() {
    upkeep.close();
  }
}
