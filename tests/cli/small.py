"""A small model file, and short words for a command line."""

from pathway_economics.cli import main

MODEL = """\
format: 1
title: A small model
currency: GBP
price_year: 2024/25
horizon: {first_year: 2026/27, years: 2, cycle: year}
parties:
  ICB: {role: commissioner}
  Acute trust: {role: provider}
parameters:
  p_admit: {beta: {mean: 0.3, se: 0.05}, unit: per year, source: A trial}
pathway:
  start: {Stable: 1}
  states: {Stable: {utility: 0.7}, Dead: {}}
  services: {Admission: {provider: Acute trust, unit_cost: 4328, unit: admission}}
  links:
    Stable: {Admission: p_admit, Dead: 0.05}
    Admission: {Stable: rest}
strategies:
  Usual care: {}
  Monitoring:
    links: {Stable: {Admission: p_admit * 0.8}}
    consent: [ICB]
population: {prevalent: {Stable: 1000}}
environments:
  Current: {Usual care: 1}
  Proposed: {Monitoring: 1}
arrangements:
  Payment by results:
    Admissions:
      activity: {payer: ICB, payee: Acute trust, services: [Admission], price: 4100}
  Block:
    Admissions: {block: {payer: ICB, payee: Acute trust, amount: 1200000}}
"""
RESULTS = ["figures", "model.yaml", "report.html", "results.xlsx", "run_record.json", "tables"]


def names(folder):
    return sorted(item.name for item in folder.iterdir())


def run(file, out, *more):
    return main(["run", str(file), "--draws", "16", "--seed", "3", "--out", str(out), *more])
