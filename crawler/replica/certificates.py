"""Certificates made for one run: an authority nobody else trusts, and a certificate for each host it is asked for."""

import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Flaw = Literal["expired", "other-host", "unknown-issuer"]
"""What can be wrong with a certificate: its dates, the name it is for, who signed it."""

_LIFE = timedelta(days=30)
_LEEWAY = timedelta(days=1)


class Authority:
    """A certificate authority in `folder`: `ca_file` is what a client must trust; the keys die with the folder."""

    def __init__(self, folder: Path) -> None:
        self.ca_file = folder / "ca.pem"
        self._folder = folder
        self._lock = threading.Lock()
        self._contexts: dict[tuple[str, Flaw | None], ssl.SSLContext] = {}
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "xunshi replica, made for this run")])
        usage = x509.KeyUsage(
            digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
            key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        certificate = (
            self._begin(self._name, self._key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .sign(self._key, hashes.SHA256())
        )
        self.ca_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def make_context(self, host: str, flaw: Flaw | None = None) -> ssl.SSLContext:
        """The server side of TLS for `host`, with a certificate that has this flaw; made once a host and flaw."""
        with self._lock:
            if (host, flaw) not in self._contexts:
                self._contexts[host, flaw] = self._build_context(host, flaw)
            return self._contexts[host, flaw]

    def _begin(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, *, expired: bool = False
    ) -> x509.CertificateBuilder:
        now = datetime.now(UTC) - (2 * _LIFE if expired else timedelta(0))
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _LEEWAY)
            .not_valid_after(now + _LIFE)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )

    def _build_context(self, host: str, flaw: Flaw | None) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        name = "other.invalid" if flaw == "other-host" else host
        signer = ec.generate_private_key(ec.SECP256R1()) if flaw == "unknown-issuer" else self._key
        certificate = (
            self._begin(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])]), key, expired=flaw == "expired")
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .sign(signer, hashes.SHA256())
        )
        chain = self._folder / f"host-{len(self._contexts)}.pem"
        chain.touch(mode=0o600)
        chain.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        return context
