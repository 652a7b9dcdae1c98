package io.lockstep.status.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.settings.InvalidSettingsException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewerTokenTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @Test
  void admitsWhoShowsIt() {
    ViewerToken token = ViewerToken.of(Optional.of(TOKEN));

    assertThat(token.admits("Bearer " + TOKEN)).isTrue();
    assertThat(token.admits("bearer " + TOKEN)).isTrue();
    assertThat(token.admits(null)).isFalse();
    assertThat(token.admits(TOKEN)).isFalse();
    assertThat(token.admits("Bearer " + TOKEN + "0")).isFalse();
    assertThat(token.admits("Bearer " + TOKEN.substring(1))).isFalse();
  }

  @Test
  void admitsEverybodyWhereThereIsNone() {
    assertThat(ViewerToken.of(Optional.empty()).admits(null)).isTrue();
  }

  @Test
  void refusesAShortOneWithoutShowingIt() {
    assertThatThrownBy(() -> ViewerToken.of(Optional.of("hunter2")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("7 characters")
        .hasMessageNotContaining("hunter2");
  }
}
