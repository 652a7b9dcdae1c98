package io.lockstep.state.describe;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Extension;
import io.lockstep.state.image.EntityKeys;

/**
 * What people call an entity.
 *
 * @param family kind of the entity, the first part of its key
 * @param name in its family; empty where there is one only
 * @param scope of a parameter; null for what is no parameter
 * @param key in the topic {@code events}
 */
public record EntityName(String family, String name, String scope, String key) {
  /** The entity that a payload is the state of. */
  public static EntityName of(Object payload) {
    if (payload instanceof ConfigurationChanged set) {
      return parameter(set.getKey(), set.getScope());
    } else if (payload instanceof ConfigurationRemoved removed) {
      return parameter(removed.getKey(), removed.getScope());
    }
    String key =
        payload instanceof Extension extension
            ? extension.getEntity()
            : EntityKeys.ofPayload(payload);
    int slash = key.indexOf('/');
    return slash < 0
        ? new EntityName(key, "", null, key)
        : new EntityName(key.substring(0, slash), key.substring(slash + 1), null, key);
  }

  private static EntityName parameter(String key, String scope) {
    return new EntityName("configuration", key, scope, EntityKeys.configuration(key, scope));
  }
}
