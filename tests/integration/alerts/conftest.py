"""A secured Elasticsearch and ElastAlert 2's image, once for all tests of alerts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from harness import elastalert, elasticsearch

from logloom.cluster import connect


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[elastalert.Stack]:
    """Yield it, running."""
    try:
        image = elastalert.build()
        elasticsearch.install()
    except elasticsearch.UnavailableError as reason:
        pytest.skip(str(reason))
    with elasticsearch.running(secure=True) as node:
        assert node.tls is not None
        assert node.password is not None
        cluster = connect(
            {
                "ELASTICSEARCH_URL": node.url,
                "ELASTICSEARCH_USERNAME": elasticsearch.USER,
                "ELASTICSEARCH_PASSWORD": node.password,
                "ELASTICSEARCH_CA": str(node.tls / "ca.crt"),
            }
        )
        secrets = tmp_path_factory.mktemp("secrets")
        secrets.chmod(0o755)
        (secrets / "ca.crt").write_bytes((node.tls / "ca.crt").read_bytes())
        yield elastalert.Stack(node, cluster, image, secrets)
