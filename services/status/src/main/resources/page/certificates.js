// The cluster's certificates, the first to end first.

import { element, keyed, text } from "./dom.js";
import { moment, timeLeft } from "./words.js";

const list = document.getElementById("certificates");
const none = document.getElementById("certificates-none");

export function showCertificates(status) {
  text(none, "The cluster keeps no certificate.");
  none.hidden = status.certificates.length > 0;
  keyed(list, status.certificates, (certificate) => certificate.alias, create, update);
}

function create() {
  const item = element("li");
  item.append(element("strong"), " ", element("span", "badge"), element("p"));
  return item;
}

function update(item, certificate) {
  const left = timeLeft(certificate.notAfter, Date.now());
  const badge = item.querySelector(".badge");
  badge.dataset.level = left.level;
  text(item.querySelector("strong"), certificate.alias);
  text(badge, left.words);
  text(item.querySelector("p"), `${certificate.subject}, until ${moment(certificate.notAfter)}`);
}
