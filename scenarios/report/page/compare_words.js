// The sentences that only the comparison of plans says.
(function (app) {
  "use strict";
  Object.assign(app.words.en, {
    title_compare: "Plans side by side", skip_maps: "Skip to the maps", choose_other: "Compare the first plan with",
    card_served: "of residents within {limit} minutes of a site", card_sites: "sites, {new} of them new", card_cost: "Cost: {cost}",
    balance: "From {first} to {other}: {gain} residents are nearer to a site, {lose} farther, {same} as before.",
    h_maps: "The maps", maps_help: "The three maps move together: drag one, scroll or use + and −. Click a cell to read about its commune.",
    h_figures: "The figures", h_communes: "Which communes change most", h_changed_sites: "The sites that differ",
    plan_near: "{label}: {site}, {time} away.", plan_none: "{label}: no site within {bound} minutes.", way: "{time} to {site}",
    change_map: "From {first} to {other}: who comes nearer, who farther", change_legend: "From {first} to {other}",
    change_0: "over 10 min nearer", change_1: "5–10 min nearer", change_2: "1–5 min nearer", change_3: "about the same", change_4: "1–5 min farther",
    change_5: "5–10 min farther", change_6: "over 10 min farther",
    site_gone: "only in {label}", site_come: "only in {label}", site_kept: "in both",
    alt_plan: "Map of minutes to the nearest site, plan {name}. The tables below say the same in numbers.",
    alt_change: "Map of the minutes gained and lost from plan {first} to plan {other}. The tables below say the same in numbers.",
    row_existing: "Existing sites", row_new: "New sites", row_not_served: "Residents not served", row_within: "Residents within {n} min", row_mean_min: "Mean time",
    row_median_min: "Median time", row_p95_min: "95 % within", row_max_min: "Longest time", row_gini: "Gini of the times (0: all alike)", row_palma: "Palma of the times (farthest tenth over nearest four)",
    row_second_site_percent: "With a second site in the limit", bound_note: "Times are those of residents who reach a site within {bound} minutes.",
    col_within: "Within {limit} min: {label}", col_mean: "Mean: {label}", col_p95: "95 % within: {label}", col_gini: "Gini: {label}", col_change: "Change",
    col_saves: "Saves each", col_to: "Goes to", col_instead: "Nearest in the other plan", km: "{n} km",
    kept: "From {first} to {other}: {kept} sites are kept, {moved} move, {dropped} are dropped, {added} are added.",
    worth_note: "What a site is worth to its plan: for how many residents it is the nearest, how many minutes more each of them would need without it, and how many have no other in the limit. A dropped and an added site that are each other's nearest count as one that moves.",
    sites_moved: "Moved: in {first}, and where to in {other}", sites_dropped: "Only in {first}", sites_added: "Only in {other}",
    compare_method: "All figures are those of the command “maillage compare”, which counts each plan again from its own travel times."
  });
  Object.assign(app.words.fr, {
    title_compare: "Plans comparés", skip_maps: "Aller aux cartes", choose_other: "Comparer le premier plan avec",
    card_served: "des habitants à {limit} minutes au plus d’un site", card_sites: "sites, dont {new} nouveaux", card_cost: "Coût : {cost}",
    balance: "De {first} à {other} : {gain} habitants se rapprochent d’un site, {lose} s’en éloignent, rien ne change pour {same}.",
    h_maps: "Les cartes", maps_help: "Les trois cartes bougent ensemble : glissez-en une, utilisez la molette ou + et −. Cliquez sur un carreau pour lire ce qu’il en est de sa commune.",
    h_figures: "Les chiffres", h_communes: "Les communes qui changent le plus", h_changed_sites: "Les sites qui diffèrent",
    plan_near: "{label} : {site}, à {time}.", plan_none: "{label} : aucun site à moins de {bound} minutes.", way: "{time} jusqu’à {site}",
    change_map: "De {first} à {other} : qui se rapproche, qui s’éloigne", change_legend: "De {first} à {other}",
    change_0: "plus de 10 min de moins", change_1: "5–10 min de moins", change_2: "1–5 min de moins", change_3: "à peu près égal", change_4: "1–5 min de plus",
    change_5: "5–10 min de plus", change_6: "plus de 10 min de plus",
    site_gone: "seulement dans {label}", site_come: "seulement dans {label}", site_kept: "dans les deux",
    alt_plan: "Carte des minutes jusqu’au site le plus proche, plan {name}. Les tableaux ci-dessous disent la même chose en chiffres.",
    alt_change: "Carte des minutes gagnées et perdues du plan {first} au plan {other}. Les tableaux ci-dessous disent la même chose en chiffres.",
    row_existing: "Sites existants", row_new: "Nouveaux sites", row_not_served: "Habitants non desservis", row_within: "Habitants à {n} min au plus", row_mean_min: "Temps moyen",
    row_median_min: "Temps médian", row_p95_min: "95 % à moins de", row_max_min: "Temps le plus long", row_gini: "Gini des temps (0 : tous égaux)", row_palma: "Palma des temps (dixième le plus loin sur quatre plus proches)",
    row_second_site_percent: "Ayant un second site dans la limite", bound_note: "Les temps sont ceux des habitants qui ont un site à moins de {bound} minutes.",
    col_within: "À {limit} min au plus : {label}", col_mean: "Moyenne : {label}", col_p95: "95 % à moins de : {label}", col_gini: "Gini : {label}", col_change: "Écart",
    col_saves: "Épargne à chacun", col_to: "Devient", col_instead: "Le plus proche dans l’autre plan", km: "{n} km",
    kept: "De {first} à {other} : {kept} sites restent, {moved} se déplacent, {dropped} disparaissent, {added} s’ajoutent.",
    worth_note: "Ce qu’un site apporte à son plan : pour combien d’habitants il est le plus proche, combien de minutes de plus il leur faudrait sans lui, et combien n’en ont pas d’autre dans la limite. Un site disparu et un site ajouté qui sont l’un pour l’autre le plus proche comptent pour un site déplacé.",
    sites_moved: "Déplacés : dans {first}, et vers où dans {other}", sites_dropped: "Seulement dans {first}", sites_added: "Seulement dans {other}",
    compare_method: "Tous les chiffres sont ceux de la commande « maillage compare », qui recompte chaque plan d’après ses propres temps de trajet."
  });
})(maillage);
