package io.lockstep.node.certificate;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.definition.ContentDefinition.Store;
import io.lockstep.materialize.profile.render.StoreMaker;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the stores of profiles. Hashing a password takes milliseconds, so the last {@value #KEPT}
 * stores are kept until their entries or their password change. Any thread.
 */
public final class ProfileStores implements StoreMaker {
  private static final int KEPT = 32;

  private record Wanted(String path, Store store) {}

  /** A file, and what it was made of. */
  private record Made(Secrets secrets, List<String> basis, Output output) {}

  private final Map<Wanted, Made> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Wanted, Made> eldest) {
          return size() > KEPT;
        }
      };

  @Override
  public Optional<Output> make(
      ClusterImage image, NodeView node, Secrets secrets, String path, Store store) {
    Optional<Entity> password =
        store.password().isPresent()
            ? image.configuration().effective(store.password().get(), node.id(), node.site())
            : KeyStorePassword.of(image, node);
    if (store.password().isPresent() && password.isEmpty()) {
      return Optional.empty(); // a parameter without a value manages nothing
    }
    boolean keys = store.entries() == Store.Entries.CERTIFICATES;
    List<Entity> certificates = keys ? TrustEntities.certificates(image) : List.of();
    List<Entity> anchors = keys ? List.of() : TrustEntities.anchors(image);
    for (String alias : store.aliases()) {
      if (named(certificates, anchors, alias).isEmpty()) {
        return Optional.of(
            Output.held(
                path,
                "there is no %s %s; %s"
                    .formatted(
                        keys ? "certificate" : "authority",
                        alias,
                        keys ? "import it, lockstep cert import" : "publish it")));
      }
    }
    if (!store.aliases().isEmpty()) {
      certificates = certificates.stream().filter(entity -> isNamed(store, entity)).toList();
      anchors = anchors.stream().filter(entity -> isNamed(store, entity)).toList();
    }
    return make(new KeyStoreFiles(certificates, anchors, password, secrets), secrets, path, store);
  }

  private static Optional<Entity> named(
      List<Entity> certificates, List<Entity> anchors, String alias) {
    return certificates.stream()
        .filter(entity -> TrustEntities.certificate(entity).getAlias().equals(alias))
        .findFirst()
        .or(
            () ->
                anchors.stream()
                    .filter(entity -> TrustEntities.anchor(entity).getId().equals(alias))
                    .findFirst());
  }

  private static boolean isNamed(Store store, Entity entity) {
    return store.entries() == Store.Entries.CERTIFICATES
        ? store.aliases().contains(TrustEntities.certificate(entity).getAlias())
        : store.aliases().contains(TrustEntities.anchor(entity).getId());
  }

  private Optional<Output> make(KeyStoreFiles files, Secrets secrets, String path, Store store) {
    if (secrets.hidden()) {
      return files.one(path, store); // quick, and not to take the place of the true ones
    }
    Wanted wanted = new Wanted(path, store);
    List<String> basis = files.basis();
    synchronized (made) {
      Made last = made.get(wanted);
      if (last != null && last.secrets() == secrets && last.basis().equals(basis)) {
        return Optional.of(last.output());
      }
    }
    Optional<Output> output = files.one(path, store);
    if (output.isPresent() && output.get().problem() == null) {
      synchronized (made) {
        made.put(wanted, new Made(secrets, basis, output.get()));
      }
    }
    return output;
  }
}
