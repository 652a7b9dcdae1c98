package io.lockstep.trust.certificate;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS12PfxPdu;

/**
 * Reads PKCS#12 files: PBES1, PBES2 and no encryption, any MAC or none, bags in any order and
 * nesting. Used by one thread, for one file.
 */
final class Pkcs12Parser {
  private static final int DEPTH = 4;

  private final char[] password;
  private final PbeBudget budget = new PbeBudget();
  private final PbeDecryptor decryptor;
  private final Parts parts = new Parts();

  Pkcs12Parser(char[] password) {
    this.password = password;
    this.decryptor = new PbeDecryptor(password, budget);
  }

  Parts parse(byte[] bytes) throws IOException, OperatorCreationException {
    Pfx pfx = new PKCS12PfxPdu(bytes).toASN1Structure();
    ContentInfo safe = pfx.getAuthSafe();
    if (!PKCSObjectIdentifiers.data.equals(safe.getContentType())) {
      throw new IOException("signed instead of MACed, which nobody writes");
    }
    byte[] content = octets(safe.getContent());
    MacData mac = pfx.getMacData();
    if (mac != null && !Pkcs12Mac.verify(mac, content, password, budget)) {
      throw Passwords.wrong(password);
    }
    for (ContentInfo info : AuthenticatedSafe.getInstance(content).getContentInfo()) {
      readSafe(info);
    }
    return parts;
  }

  private void readSafe(ContentInfo info) throws IOException, OperatorCreationException {
    if (PKCSObjectIdentifiers.data.equals(info.getContentType())) {
      readBags(ASN1Sequence.getInstance(octets(info.getContent())), 0);
    } else if (PKCSObjectIdentifiers.encryptedData.equals(info.getContentType())) {
      EncryptedData data = EncryptedData.getInstance(info.getContent());
      ASN1Sequence bags =
          decryptor.decrypt(
              data.getEncryptionAlgorithm(),
              data.getContent().getOctets(),
              ASN1Sequence::getInstance);
      readBags(bags, 0);
    } else {
      throw new IOException("a safe of type " + info.getContentType());
    }
  }

  private void readBags(ASN1Sequence bags, int depth)
      throws IOException, OperatorCreationException {
    if (depth > DEPTH) {
      throw new IOException("bags in bags");
    }
    for (ASN1Encodable each : bags) {
      SafeBag bag = SafeBag.getInstance(each);
      if (PKCSObjectIdentifiers.keyBag.equals(bag.getBagId())) {
        parts.addKey(PrivateKeyInfo.getInstance(bag.getBagValue()), name(bag));
      } else if (PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(bag.getBagId())) {
        EncryptedPrivateKeyInfo sealed = EncryptedPrivateKeyInfo.getInstance(bag.getBagValue());
        PrivateKeyInfo key =
            decryptor.decrypt(
                sealed.getEncryptionAlgorithm(),
                sealed.getEncryptedData(),
                PrivateKeyInfo::getInstance);
        parts.addKey(key, name(bag));
      } else if (PKCSObjectIdentifiers.certBag.equals(bag.getBagId())) {
        readCertificate(CertBag.getInstance(bag.getBagValue()), name(bag));
      } else if (PKCSObjectIdentifiers.safeContentsBag.equals(bag.getBagId())) {
        readBags(ASN1Sequence.getInstance(bag.getBagValue()), depth + 1);
      }
      // Revocation lists and secrets are not for us.
    }
  }

  private void readCertificate(CertBag bag, Optional<String> name) {
    if (PKCSObjectIdentifiers.x509Certificate.equals(bag.getCertId())) {
      parts.addCertificate(octets(bag.getCertValue()), name);
    }
  }

  private static Optional<String> name(SafeBag bag) {
    if (bag.getBagAttributes() != null) {
      for (ASN1Encodable each : bag.getBagAttributes()) {
        Attribute attribute = Attribute.getInstance(each);
        if (PKCSObjectIdentifiers.pkcs_9_at_friendlyName.equals(attribute.getAttrType())
            && attribute.getAttrValues().size() > 0) {
          return Optional.of(
              ASN1BMPString.getInstance(attribute.getAttrValues().getObjectAt(0)).getString());
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] octets(ASN1Encodable encodable) {
    return ASN1OctetString.getInstance(encodable).getOctets();
  }
}
