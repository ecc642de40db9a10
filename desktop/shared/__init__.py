"""The component of the desktop itself, declared like any plugin's: places, people, capital, targets."""

from desktop.declare.charts import Chart
from desktop.declare.components import Component
from desktop.declare.layouts import ExcelLayout
from desktop.declare.norms import LegalText, Norm
from desktop.declare.records import Record
from desktop.declare.reports import Report
from desktop.declare.rules import Rule
from desktop.hookspecs import hookimpl
from desktop.shared import (
    area_status,
    capital,
    capital_charts,
    capital_layouts,
    family_rules,
    household_numbers,
    households,
    indicator_charts,
    indicator_layouts,
    indicator_part_charts,
    indicator_rules,
    ledger,
    ledger_rules,
    legal_texts,
    obstacles,
    office,
    payment_lists,
    place_days,
    place_events,
    place_splits,
    registered_norms,
    rule_packs,
    unit_conversions,
    village_list,
)
from desktop.shared.accepted import AcceptedProblem
from desktop.shared.area_status import AreaStatus, AreaStatuses, area_statuses
from desktop.shared.calendar import ReportingDuty, ReportingPeriod, SupervisionVisit
from desktop.shared.capital import CapitalFact, CarryOver
from desktop.shared.duplicates import AlikeByName, OneNumberTwoPersons, named, paired, village_key
from desktop.shared.exported import ExportNote
from desktop.shared.household_events import HouseholdEvent
from desktop.shared.household_numbers import HouseholdNumber
from desktop.shared.households import (
    RULES,
    Household,
    Person,
    household_field,
    is_minority,
)
from desktop.shared.identity import age_on, birth_year_fits, is_one_name, is_same_writing, sex_fits
from desktop.shared.imported import ImportBatch
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue, PhaseFunds, PhaseResult
from desktop.shared.layouts import LAYOUTS
from desktop.shared.ledger import MatchDuty
from desktop.shared.legal_texts import RegisteredText
from desktop.shared.not_the_same import NotTheSame, known_pairs, pair_of
from desktop.shared.obstacles import Obstacle
from desktop.shared.office import Office
from desktop.shared.officers import Officer
from desktop.shared.payment_lists import PaymentList
from desktop.shared.people import (
    KINH,
    Numbered,
    birth_field,
    commune_field,
    ethnicity_field,
    identity_field,
    old_commune_field,
    old_district_field,
    poverty_field,
    sex_field,
    village_field,
)
from desktop.shared.pinned import PinnedCard
from desktop.shared.place_events import PlaceEvent
from desktop.shared.place_splits import SplitDecision
from desktop.shared.places import Place, PlaceLink, successor
from desktop.shared.poverty_years import PovertyYear, classes_on
from desktop.shared.programme import BudgetCode, LineLink, Programme, ProgrammeLine
from desktop.shared.registered_norms import RegisteredNorm
from desktop.shared.remembered import RememberedLayout
from desktop.shared.reports import REPORTS
from desktop.shared.returned import ReturnedRows
from desktop.shared.said_areas import OtherArea
from desktop.shared.saved_views import SavedView
from desktop.shared.settled import SettledValue
from desktop.shared.support_history import EarlierSupport, SupportScheme
from desktop.shared.support_kinds import KINDS
from desktop.shared.support_limits import SupportLimit
from desktop.shared.unit_conversions import UnitConversion
from desktop.shared.village_list import Village

__all__ = [
    "KINDS",
    "KINH",
    "AcceptedProblem",
    "AlikeByName",
    "AreaStatus",
    "AreaStatuses",
    "BudgetCode",
    "CapitalFact",
    "CarryOver",
    "EarlierSupport",
    "Household",
    "HouseholdEvent",
    "HouseholdNumber",
    "ImportBatch",
    "IndicatorDefinition",
    "IndicatorValue",
    "LineLink",
    "MatchDuty",
    "NotTheSame",
    "Numbered",
    "Obstacle",
    "Office",
    "Officer",
    "OneNumberTwoPersons",
    "OtherArea",
    "PaymentList",
    "Person",
    "PhaseFunds",
    "PhaseResult",
    "PinnedCard",
    "Place",
    "PlaceEvent",
    "PlaceLink",
    "PovertyYear",
    "Programme",
    "ProgrammeLine",
    "RegisteredNorm",
    "RegisteredText",
    "RememberedLayout",
    "ReportingDuty",
    "ReportingPeriod",
    "ReturnedRows",
    "SavedView",
    "SettledValue",
    "SplitDecision",
    "SupervisionVisit",
    "SupportLimit",
    "SupportScheme",
    "UnitConversion",
    "Village",
    "age_on",
    "area_statuses",
    "birth_field",
    "birth_year_fits",
    "classes_on",
    "commune_field",
    "ethnicity_field",
    "household_field",
    "identity_field",
    "is_minority",
    "is_one_name",
    "is_same_writing",
    "known_pairs",
    "named",
    "old_commune_field",
    "old_district_field",
    "pair_of",
    "paired",
    "poverty_field",
    "sex_field",
    "sex_fits",
    "successor",
    "village_field",
    "village_key",
]


@hookimpl
def register_component() -> Component:
    return Component("shared", "Dữ liệu chung", order=0, icon="household")


@hookimpl
def register_record_types() -> list[type[Record]]:
    return [
        Household,
        Person,
        PovertyYear,
        HouseholdEvent,
        HouseholdNumber,
        EarlierSupport,
        CapitalFact,
        CarryOver,
        MatchDuty,
        IndicatorValue,
        PhaseResult,
        PhaseFunds,
        Obstacle,
        ReportingPeriod,
        SupervisionVisit,
        PaymentList,
        ReturnedRows,
        RegisteredText,
        RegisteredNorm,
        Office,
        Officer,
        IndicatorDefinition,
        ReportingDuty,
        Programme,
        ProgrammeLine,
        LineLink,
        BudgetCode,
        SupportScheme,
        SupportLimit,
        NotTheSame,
        AcceptedProblem,
        SettledValue,
        SavedView,
        PinnedCard,
        RememberedLayout,
        ImportBatch,
        ExportNote,
        Place,
        PlaceLink,
        Village,
        PlaceEvent,
        SplitDecision,
        AreaStatus,
        UnitConversion,
    ]


@hookimpl
def register_rules() -> list[Rule]:
    return [
        *RULES,
        *family_rules.RULES,
        *household_numbers.RULES,
        *payment_lists.RULES,
        *office.RULES,
        *area_status.RULES,
        *place_events.RULES,
        *place_splits.RULES,
        *village_list.RULES,
        *place_days.RULES,
        *capital.RULES,
        *ledger.MATCH_RULES,
        *ledger_rules.RULES,
        *indicator_rules.RULES,
        *legal_texts.RULES,
        *registered_norms.RULES,
    ]


@hookimpl
def register_legal_texts() -> list[LegalText]:
    return rule_packs.read_texts()


@hookimpl
def register_norms() -> list[Norm]:
    return rule_packs.read_norms()


@hookimpl
def register_charts() -> list[Chart]:
    own = [*capital_charts.CHARTS, *indicator_charts.CHARTS, *indicator_part_charts.CHARTS]
    return [*own, *obstacles.CHARTS, *households.CHARTS]


@hookimpl
def register_reports() -> list[Report]:
    return list(REPORTS)


@hookimpl
def register_excel_layouts() -> list[ExcelLayout]:
    return [
        *LAYOUTS,
        *capital_layouts.LAYOUTS,
        *indicator_layouts.LAYOUTS,
        *unit_conversions.LAYOUTS,
    ]
