"""Nine indicators and eight figures beside them, computed from the demonstration's files by pandas, as rules R1–R7 say, on a road of its own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from tests.second_road.lecture import ENV, INSERTION, RSE, SOC, column, days, euros, sirets, table, words

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
STPA = ("ESAT", "EA", "EATT")
IAE = ("EI", "AI", "ACI", "ETTI", "EITI")
PACA = ("04", "05", "06", "13", "83", "84")


@dataclass(frozen=True)
class Figure:
    """What `measure` should say, unrounded."""

    numerateur: float
    denominateur: float | None
    inconnus: float
    montant: float | None = None


class Files:
    """The demonstration's files of one folder, and what they say of a year."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _find(self, part: str) -> list[Path]:
        return sorted(path for path in self.folder.iterdir() if part in path.name)

    @cached_property
    def suppliers(self) -> pd.DataFrame:
        """One row per SIRET: size, ESS, kind of insertion and the dates of that status, postal code."""
        frame = table(self._find("fournisseurs")[0])
        return (
            pd.DataFrame(
                {
                    "siret": sirets(frame["SIRET"]),
                    "taille": frame["Catégorie d'entreprise"],
                    "ess": words(frame["ESS"]),
                    "esus": words(frame["ESUS"]),
                    "insertion": frame["Type d'insertion"],
                    "commune": frame["Code commune"],
                    "code_postal": frame["Code postal"],
                    "debut": days(frame["Début du statut"]),
                    "fin": days(frame["Fin du statut"]),
                }
            )
            .dropna(subset=["siret"])
            .drop_duplicates("siret")
        )

    def contract_rows(self, year: int) -> pd.DataFrame:
        """Rows of the year's file that can be read, one per contract and holder."""
        frame = table(self._find(f"contrats_{year}")[0])
        rows = pd.DataFrame(
            {
                "contrat": column(frame, "contrat").astype("string").str.strip(),
                "lot": column(frame, "lot").astype("string").fillna(""),
                "nature": words(column(frame, "nature")),
                "jour": days(column(frame, "notification")),
                "montant": euros(column(frame, "montant")),
                "estime": euros(column(frame, "estime")),
                "statut": words(column(frame, "statut")),
                "fondement": column(frame, "fondement"),
                "titulaire": sirets(column(frame, "titulaire")),
                "role": words(column(frame, "role")),
                "part": euros(column(frame, "part")),
                "groupement": words(column(frame, "groupement")),
            }
        )
        answers = {name: words(frame[name]) for name in (*ENV, *SOC, *RSE)}
        rows = pd.concat([rows, pd.DataFrame(answers)], axis=1)
        kept: pd.DataFrame = rows[
            rows["jour"].notna() & rows["montant"].notna() & (rows["contrat"].str.upper() != "TOTAL")
        ]
        return kept

    def flow(self, year: int) -> pd.DataFrame:
        """One row per contract of the year's flow: no subsequent contract, no abandoned lot, no concession (R1, A2)."""
        rows = self.contract_rows(year)
        one = rows.drop_duplicates(["contrat", "lot"]).copy()
        one = one[~one["nature"].isin(["marché subséquent", "concession"])]
        one = one[~one["statut"].isin(["sans suite", "infructueux"])]
        framework = one["nature"].eq("accord-cadre") & one["estime"].notna()
        one["retenu"] = one["montant"].where(~framework, one["estime"])
        for name, themes in (("env", ENV), ("soc", SOC), ("rse", RSE), ("ins", INSERTION)):
            one[name] = [_answer(row, themes) for _, row in one.iterrows()]
        one.loc[one["fondement"].notna(), ["soc", "ins"]] = 1.0
        together = one[["env", "soc", "rse"]]
        one["dd"] = (
            together.eq(1)
            .any(axis=1)
            .astype(float)
            .where(together.eq(1).any(axis=1) | together.notna().all(axis=1))
        )
        kept: pd.DataFrame = one[one["jour"].dt.year == year]
        return kept

    def share_of_contracts(self, year: int, name: str) -> Figure:
        """F2.1 (dd), F2.3 (env), F2.4 (soc), F2.4a (ins)."""
        flow = self.flow(year)
        return Figure(
            numerateur=float(flow[name].eq(1).sum()),
            denominateur=float(len(flow)),
            inconnus=float(flow[name].isna().sum()),
            montant=float(flow.loc[flow[name].eq(1), "retenu"].sum()),
        )

    def small_firms(self, year: int) -> Figure:
        """F8.1: the mandataire's size; holders of a framework without groupement share it (R6)."""
        flow, rows = self.flow(year), self.contract_rows(year)
        sizes = self.suppliers.set_index("siret")["taille"]
        by_siren = {str(siret)[:9]: size for siret, size in sizes.items()}
        numerator = unknown = amount = 0.0
        for _, contract in flow.iterrows():
            members = rows[(rows["contrat"] == contract["contrat"]) & (rows["lot"] == contract["lot"])]
            members = members.drop_duplicates("titulaire")
            size = [by_siren.get(str(siret)[:9]) for siret in members["titulaire"]]
            known = [None if pd.isna(item) else item == "PME" for item in size]
            group = str(contract["groupement"]) in ("conjoint", "solidaire")
            if len(known) == 1:
                belongs = None if known[0] is None else float(known[0])
                amount += float(contract["retenu"]) if known[0] else 0
            else:
                shares = zip(known, members["part"], strict=True)
                scale = float(contract["retenu"]) / float(contract["montant"])
                amount += sum(float(part) * scale for small, part in shares if small and pd.notna(part))
                if group:
                    lead = [
                        small
                        for small, role in zip(known, members["role"], strict=True)
                        if role == "mandataire"
                    ]
                    belongs = None if len(lead) != 1 or lead[0] is None else float(lead[0])
                else:
                    belongs = None if None in known else sum(map(float, filter(None, known))) / len(known)
            numerator += belongs or 0
            unknown += belongs is None
        return Figure(numerator, float(len(flow)), unknown, amount)

    @cached_property
    def spending(self) -> pd.DataFrame:
        """Every purchase line (R4): signed amount, day held in its exercice, payee and its status that day."""
        frames = []
        for path in self._find("depenses"):
            frame = table(path)
            frames.append(
                pd.DataFrame(
                    {
                        "exercice": pd.to_numeric(column(frame, "exercice"), errors="coerce"),
                        "date": days(column(frame, "date")),
                        "montant": euros(column(frame, "montant_mandat")),
                        "siret": sirets(column(frame, "tiers")),
                        "postal": column(frame, "code_postal_tiers"),
                        "contrat": column(frame, "contrat_mandat"),
                        "role": words(column(frame, "role_tiers")),
                        "nature": words(column(frame, "nature_depense")),
                        "annulation": words(column(frame, "annulation")),
                    }
                )
            )
        lines = pd.concat(frames, ignore_index=True).dropna(subset=["exercice", "date", "montant", "siret"])
        lines = lines[lines["nature"].eq("achat")].copy()
        cancelled = lines["annulation"].eq("oui")
        lines["montant"] = lines["montant"].where(~cancelled, -lines["montant"].abs())
        lines = lines.merge(self.suppliers, on="siret", how="left", indicator="connu")
        lines["connu"] = lines["connu"].eq("both")
        lines["siren"] = lines["siret"].str[:9].where(lines["siret"].str.fullmatch(r"\d+"), lines["siret"])
        return lines

    def year_of(self, year: int) -> pd.DataFrame:
        """Purchase lines of an exercice, journée complémentaire included."""
        return self.spending[self.spending["exercice"] == year]

    def inclusive(self, year: int) -> Figure:
        """F3.1: paid to the protected sector or to insertion, by the status on the day of the mandat (R9)."""
        lines = self.year_of(year)
        end = pd.Timestamp(year, 12, 31)
        day = lines["date"].mask(lines["date"] > end, end)
        held = (lines["debut"].isna() | (lines["debut"] <= day)) & (
            lines["fin"].isna() | (lines["fin"] >= day)
        )
        inside = lines["insertion"].isin([*STPA, *IAE]) & held
        return Figure(
            float(lines.loc[inside, "montant"].sum()),
            float(lines["montant"].sum()),
            float(lines.loc[~lines["connu"], "montant"].sum()),
        )

    def ess(self, year: int) -> Figure:
        """F9.2: € paid to ESS suppliers under a contract."""
        lines = self.year_of(year)
        inside = lines["ess"].eq("oui") & lines["contrat"].notna() & _held(lines)
        return Figure(float(lines.loc[inside, "montant"].sum()), float(lines["montant"].sum()), 0)

    def ess_share(self, year: int) -> Figure:
        """F9.2a: the amount of F9.2 as a share of purchases."""
        return self.ess(year)

    def solidarity(self, year: int, circle: Sequence[str]) -> Figure:
        """X1a (S1: ESUS), X1b (S3: ESS or ESUS): € paid to them, by the status on the day of the mandat."""
        lines = self.year_of(year)
        inside = lines[list(circle)].isin(["oui"]).any(axis=1) & _held(lines)
        return Figure(float(lines.loc[inside, "montant"].sum()), float(lines["montant"].sum()), 0)

    def bouches_du_rhone(self, year: int) -> Figure:
        """X7: € paid to establishments of département 13."""
        return self.paid_in(year, ("13",))

    def paid_in(self, year: int, departements: Sequence[str]) -> Figure:
        """X7b (the region): € paid to establishments that are there."""
        lines = self.year_of(year)
        place = lines["commune"].fillna(lines["code_postal"]).fillna(lines["postal"]).astype("string")
        return Figure(
            float(lines.loc[place.str[:2].isin(departements), "montant"].sum()),
            float(lines["montant"].sum()),
            0,
        )

    def paid_in_communes(self, year: int) -> Figure:
        """X7a: € paid to establishments of the 92 communes."""
        lines = self.year_of(year)
        inside = _within_communes(lines["commune"], lines["code_postal"].fillna(lines["postal"]))
        return Figure(float(lines.loc[inside, "montant"].sum()), float(lines["montant"].sum()), 0)

    def panel(self, year: int, departements: Sequence[str] | None = PACA) -> Figure:
        """F8.3, F8.3a, F8.3b (None: the 92 communes): active suppliers that are small firms there, by their main paid establishment."""
        lines = self.year_of(year)
        lines = lines[~lines["role"].eq("sous-traitant").fillna(False)]
        totals = lines.groupby("siren")["montant"].sum()
        active = totals[totals > 0].index
        lines = lines[lines["siren"].isin(active)]
        main = (
            lines.groupby(["siren", "siret"])["montant"].sum().reset_index().sort_values(["montant", "siret"])
        )
        main = main.drop_duplicates("siren", keep="last").merge(self.suppliers, on="siret", how="left")
        sizes = {str(siret)[:9]: size for siret, size in self.suppliers.set_index("siret")["taille"].items()}
        size = main["siren"].map(sizes)
        if departements is None:
            inside = _within_communes(main["commune"], main["code_postal"])
        else:
            inside = main["commune"].fillna(main["code_postal"]).astype("string").str[:2].isin(departements)
        return Figure(float((size.eq("PME") & inside).sum()), float(len(main)), 0)

    def hours(self, year: int) -> Figure:
        """X2: insertion hours worked in the year."""
        frame = table(self._find("heures")[0])
        done = euros(column(frame, "heures"))
        inside = column(frame, "mois").astype("string").str.endswith(f"/{year}").fillna(False)
        return Figure(float(done[inside].sum()), None, 0)


def _within_communes(commune: pd.Series, postal: pd.Series) -> "pd.Series[bool]":
    """Whether a commune is one of the 92; else whether a postcode only serves communes of one of their territoires."""
    features = json.loads((REFERENCE / "communes_bdr_amp.geojson").read_text(encoding="utf-8"))["features"]
    ours = {f["properties"]["code"]: f["properties"]["ct"] for f in features if f["properties"]["amp"]}
    assert len(ours) == 92
    places = pd.read_parquet(REFERENCE / "communes_fr.parquet")
    places = places.assign(postal=places["codes_postaux"].str.split(";")).explode("postal")
    territoires = places["code_insee"].map(ours).fillna("ailleurs").groupby(places["postal"]).agg(set)
    served = [code for code, found in territoires.items() if len(found) == 1 and "ailleurs" not in found]
    known = commune.astype("string").str.replace(r"^132(?:0[1-9]|1[0-6])$", "13055", regex=True)
    return known.isin(list(ours)).where(known.notna(), postal.isin(served)).astype(bool)


def _held(lines: pd.DataFrame) -> "pd.Series[bool]":
    """Whether the payee's status held on the day of the mandat (R9)."""
    begun = lines["debut"].isna() | (lines["debut"] <= lines["date"])
    return begun & (lines["fin"].isna() | (lines["fin"] >= lines["date"]))


def _answer(row: pd.Series, themes: tuple[str, ...]) -> float | None:
    cells = [row[theme] for theme in themes]
    if any(pd.notna(cell) and cell not in ("non", "nc") for cell in cells):
        return 1.0
    return None if any(pd.isna(cell) or cell == "nc" for cell in cells) else 0.0
