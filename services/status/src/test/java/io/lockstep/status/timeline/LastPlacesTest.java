package io.lockstep.status.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastPlacesTest {
  @Test
  void tellsThePlaceBeforeAmongThousands() {
    LastPlaces places = new LastPlaces();
    for (int entity = 0; entity < 20_000; entity++) {
      assertThat(places.put("configuration/" + entity, entity)).isEqualTo(LastPlaces.NONE);
    }

    for (int entity = 0; entity < 20_000; entity++) {
      assertThat(places.put("configuration/" + entity, entity + 20_000)).isEqualTo(entity);
    }
    assertThat(places.hasForgotten()).isFalse();
  }

  @Test
  void forgetsTheOldestWhenItIsFullAndSaysSo() {
    LastPlaces places = new LastPlaces(1 << 10);

    for (int entity = 0; entity < 2_000; entity++) {
      places.put("configuration/" + entity, entity);
    }

    assertThat(places.put("configuration/0", 5_000)).isEqualTo(LastPlaces.NONE);
    assertThat(places.put("configuration/1990", 5_001)).isEqualTo(1_990);
    assertThat(places.hasForgotten()).isTrue();
  }

  @Test
  void keepsTheNewestPlaceOfWhatMovesFromOldToYoung() {
    LastPlaces places = new LastPlaces(1 << 10);
    places.put("a", 1);
    for (int entity = 0; entity < 600; entity++) {
      places.put("configuration/" + entity, entity);
    }

    assertThat(places.put("a", 1_000)).isEqualTo(1);
    assertThat(places.put("a", 1_001)).isEqualTo(1_000);
  }
}
