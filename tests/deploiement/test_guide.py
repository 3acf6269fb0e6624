"""The deployment guide keeps its word: each block of commands is run by the test that it names, or says that it is not run."""

import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

from tests.deploiement.partage import NAME
from tests.serveur import ROOT

GUIDE = ROOT / "docs" / "deploiement.md"
FOLDER = ROOT / "docs" / "deploiement"
_BLOCK = re.compile(r"([^\n]*)\n\n```sh\n(.*?)```", re.DOTALL)
_TEST = re.compile(r"`(tests/\w+/\w+\.py)::(\w+)`")


def blocks() -> list[tuple[str, str]]:
    """Return each block of commands with the line that stands before it."""
    text = GUIDE.read_text(encoding="utf-8")
    found = _BLOCK.findall(text)
    assert len(found) == text.count("```sh"), "un bloc n'est précédé d'aucune ligne"
    return found


def block(start: str) -> str:
    """Return the one block that begins with these words."""
    (found,) = [commands for _, commands in blocks() if commands.startswith(start)]
    return found


def run(commands: str, root: Path) -> str:
    """Run a block with the folders of the system moved under one of ours; return what it prints."""
    for path in ("/var/lib/spaser", "/srv/", "/etc/", "/opt/spaser/courant/"):
        moved = f"{ROOT}/" if path == "/opt/spaser/courant/" else f"{root}{path}"
        commands = commands.replace(path, moved)
    commands = commands.replace(".venv/bin/python", sys.executable)
    said = subprocess.run(
        ["/bin/sh", "-eu", "-c", commands],
        cwd=ROOT,
        env={
            "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
            "SPASER_PYTHON": sys.executable,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    return said.stdout


def test_chaque_commande_du_guide_est_essayee_ou_dit_qu_elle_ne_l_est_pas() -> None:
    for line, commands in blocks():
        assert re.match(r"\*(Essayé|Non essayé) : .+\*$", line), f"« {line} » avant :\n{commands}"
        if line.startswith("*Essayé"):
            assert _TEST.search(line), line


def test_chaque_test_nomme_par_le_guide_existe() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for path, name in _TEST.findall(text):
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"


def test_chaque_fichier_de_deploiement_est_dans_le_guide_et_chaque_lien_mene_quelque_part() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    links = {link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")}
    assert {f"deploiement/{path.name}" for path in FOLDER.iterdir()} <= links
    for link in links:
        assert (GUIDE.parent / link).exists(), link
    anchors = {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^## (.+)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_le_fichier_de_nginx_est_rempli_par_la_commande_du_guide(tmp_path: Path) -> None:
    (tmp_path / "etc" / "nginx" / "conf.d").mkdir(parents=True)
    run(block("sed"), tmp_path)
    text = (tmp_path / "etc" / "nginx" / "conf.d" / "spaser.conf").read_text(encoding="utf-8")
    told = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    assert re.findall(r"@[A-Z]+@", told) == []
    assert f"server_name {NAME};" in told
    assert f"ssl_certificate_key {tmp_path}/etc/ssl/spaser/cle.pem;" in told
    assert "allow 10.0.0.20;" in told


def test_le_secret_des_cookies_est_assez_long(tmp_path: Path) -> None:
    first, second = (
        run(block('python3 -c "import secrets'), tmp_path),
        run(block('python3 -c "import secrets'), tmp_path),
    )
    assert re.fullmatch(r"[0-9a-f]{64}\n", first)
    assert first != second


def test_l_exercice_de_restauration_du_guide(published: Path, tmp_path: Path) -> None:
    home = tmp_path / "var" / "lib" / "spaser"
    copytree(published, home / "entrepot")
    (home / "acces.yaml").write_text("emetteur: https://identite.exemple.fr\n", encoding="utf-8")
    (tmp_path / "etc" / "spaser").mkdir(parents=True)
    (tmp_path / "etc" / "spaser" / "secrets.toml").write_text("[auth]\n", encoding="utf-8")
    run(block("sh docs/deploiement/sauvegarde.sh"), tmp_path)
    (copy,) = (tmp_path / "srv" / "sauvegardes" / "spaser").iterdir()
    assert {path.name for path in (copy / "autres").rglob("*")} == {"acces.yaml", "spaser", "secrets.toml"}
    said = run(block("derniere="), tmp_path)
    assert "2 versions et leurs dépôts sont intacts" in said
    assert re.search(r"^→ +2 ", said, re.MULTILINE)
    assert re.search(r"^F2\.3 +2026 ", said, re.MULTILINE)
    assert sorted(path.name for path in home.iterdir()) == ["acces.yaml", "entrepot"]


def test_la_bascule_et_le_retour_sont_un_lien(tmp_path: Path) -> None:
    home = tmp_path / "opt" / "spaser"
    for version in ("2026-11", "2026-12"):
        (home / "versions" / version).mkdir(parents=True)
    install, upgrade = block("adduser"), block("ln -sfn")
    links = [line for line in (install + upgrade).splitlines() if line.startswith("ln ")]
    for line, version in zip([*links, links[0]], ("2026-11", "2026-12", "2026-11"), strict=True):
        run(line.replace("/opt/", f"{tmp_path}/opt/"), tmp_path)
        assert (home / "courant").resolve().name == version
    assert not list(home.glob("versions/*/*"))


def test_chaque_reglage_propose_est_lu_par_le_logiciel() -> None:
    names = set(
        re.findall(
            r"^(?:# )?([A-Z_]+)=", (FOLDER / "environnement").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    ours = {name for name in names if name.startswith("SPASER_")}
    assert {"SPASER_MODE", "SPASER_ENTREPOT", "SPASER_ACCES", "SPASER_BASE"} < ours
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "spaser").rglob("*.py"))
    assert [name for name in ours if f'"{name}"' not in code] == []
    assert names - ours == {"STREAMLIT_SECRETS_FILES", "STREAMLIT_SERVER_ADDRESS", "FORWARDED_ALLOW_IPS"}
