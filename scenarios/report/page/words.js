// Every sentence of the page, in English and in French. {name} stands for a value.
(function (app) {
  "use strict";
  app.words = {
    en: {
      language: "English", other: "Français", decimal: "en-GB",
      car: "by car", bicycle: "by bicycle", foot: "on foot",
      skip: "Skip to the map", subtitle: "{limit} minutes {means} · {sites} sites, {new} of them new",
      today: "Today", plan: "The plan", whatif: "Your choice", compare: "Both",
      minutes: "{n} min",
      big_today: "of residents have a site within {limit} minutes today",
      big_plan: "will have one with the plan",
      big_new: "new sites, besides the {existing} of today",
      big_new_bound: "new sites; at least {bound} are needed",
      story_today: "Today, {covered} of {residents} residents live within {limit} minutes {means} of one of {existing} sites; half of those within {bound} minutes of a site need at most {median} minutes, and {left} residents have none within {limit} minutes.",
      story_today_none: "Today there is no site; {residents} residents live in the region.",
      story_plan: "The plan adds {new} sites. {covered} residents are then within {limit} minutes; on average they need {mean} minutes, and nineteen in twenty at most {p95}.",
      story_left: "{n} residents are left without a site in time, in {names}.",
      story_left_more: "{names} and {n} other communes", story_left_none: "Nobody is left out.",
      fewest_proven: "Proven: {value} new sites are the fewest that serve everybody whom some candidate can serve.",
      fewest_open: "Not proven: nobody has shown that {value} new sites are the fewest. Proven is that at least {bound} are needed.",
      most_proven: "Proven: no other choice of new sites serves more residents.",
      most_open: "Not proven: another choice could serve at most {more} residents more.",
      goal_proven: "Proven: {goal}: {value}; nothing better is possible.",
      goal_open: "Not proven: {goal}: {value}; at best {bound} is possible.",
      goal_shortest_guaranteed_time: "the longest time of those whom a site can reach", goal_shortest_mean_time: "the mean time", goal_second_site: "residents with a second site in time",
      goal_fewest_changes: "changes to the other plan", goal_most_preferred: "sites that are preferred", goal_least_cost: "the cost",
      by_hand: "This plan was chosen by hand: nothing is proven of it.",
      h_phases: "Year by year", phase_show: "Show this year on the map", col_year: "Year", col_opened: "Opened", col_so_far: "New sites so far", col_served: "Served",
      h_story: "In short", h_caveats: "To know first", h_map: "Where people live, and how far their nearest site is",
      h_charts: "How far everybody is", h_within: "Residents with a site within so many minutes", h_sites: "The sites", h_left: "Who is left out", h_equity: "Is everybody served alike?",
      h_method: "Method, data, licences", h_unknown: "What these figures do not know", h_whatif: "What if…?",
      slider: "Today on the left of the line, the plan on its right",
      tiles: "Show a background map (asks openstreetmap.org)", candidates: "Show all places where a site could open",
      tiles_failed: "The background map could not be loaded.",
      legend: "Minutes to the nearest site", beyond: "over {n} min", legend_existing: "existing site ({n})", legend_new: "new site ({n})",
      search: "Find a commune", search_hint: "Type its name", search_none: "No commune of that name.",
      commune_is: "{name}: {residents} residents.", commune_near: "Where most of them live, the nearest site is {site}, {time} away.",
      commune_was: "Today it is {site}, {time} away.", commune_was_none: "Today none is within {bound} minutes.",
      commune_none: "No site is within {bound} minutes.", commune_range: "Across the commune: {from} to {to} minutes.",
      commune_part: "{n} of its residents have none within {limit} minutes.",
      cell: "{residents} residents", cell_today: "Today: {time} to {site}", cell_plan: "Plan: {time} to {site}",
      cell_none: "more than {bound} min", off_far: "too far from any road", off_island: "on roads that lead nowhere else",
      site_existing: "existing site", site_new: "new site of the plan", site_candidate: "possible site",
      site_near: "The nearest site of {n} residents ({share} %).", site_only: "{n} residents depend on it: they have no other within {limit} minutes.",
      site_reach: "{n} residents live within {limit} minutes.", site_would: "Opened, it would be the nearest site of {n} residents; {newly} would come within {limit} minutes.",
      close_site: "Close this site", open_site: "Open a site here",
      whatif_intro: "Click a site on the map, or search below, and close it; click a possible site and open it. All figures follow at once. They are counted in this page from the travel times in it.",
      brief: "{covered} within {limit} minutes (the plan: {was}), {left} residents left out, {mean} on average.", whatif_same: "This is the plan.", whatif_changed: "Compared with the plan, opened: {opened}, closed: {closed}.",
      whatif_sites: "Sites", whatif_covered: "Within {limit} min", whatif_left: "Left out", whatif_mean: "Mean time", whatif_p95: "95 % within",
      whatif_site: "Find a site", reset: "Back to the plan", no_new: "As it is today",
      save_scenario: "Save as a scenario", save_plan: "Save as a plan", save_plan_note: "A plan is checked by “maillage verify” and compared by “maillage compare”.", save_scenario_note: "A scenario is solved again by “maillage run”, with these sites fixed.", save_existing: "In both, the existing sites stay as they are in the plan.", save_comment: "Made from the report of a plan: sites that must open and sites that must not.",
      gains: "Communes that gain", losses: "Communes that lose", none: "None.", more: "and {n} more",
      gain_row: "{residents} residents, {minutes} min", only_open: "The travel times of all possible sites would make this file too large: only the plan's sites can be closed and opened again.",
      curve: "Share of residents within so many minutes", curve_x: "minutes to the nearest site", curve_y: "% of residents",
      histogram: "Residents by minutes to their nearest site", histogram_y: "residents",
      growth: "What the new sites bring, one after the other", growth_x: "new sites, the most useful first", growth_note: "The first {n} of the {all} new sites already bring {share} % of residents within {limit} minutes.",
      minutes_head: "Minutes", copy: "Copy as CSV", copied: "Copied.",
      col_site: "Site", col_commune: "Commune", col_kind: "Kind", col_reach: "Within {limit} min", col_newly: "Newly served", col_only: "Only here", col_nearest: "Nearest for",
      col_group: "Group", col_residents: "Residents", col_covered_today: "Served today", col_covered_plan: "Served: {plan}", col_mean_today: "Mean today", col_mean_plan: "Mean: {plan}",
      col_reason: "Reason", col_nearest_candidate: "Nearest possible site",
      kind_existing: "existing", kind_new: "new", kind_opened: "opened", small_communes: "Communes below 2,000 residents", middle_communes: "2,000 to 10,000 residents", large_communes: "10,000 residents and more", everybody: "Everybody",
      departement: "Département {n}", sites_today: "Sites today", sites_plan: "Sites: {plan}",
      reason_not_chosen: "a site could serve them, none was chosen", reason_beyond_limit: "the nearest possible site is beyond the limit", reason_beyond_bound: "no possible site within {bound} minutes", reason_too_far_from_road: "too far from any road", reason_road_island: "on roads that lead nowhere else",
      left_more: "and {n} more groups, all of them in plan.json",
      method_1: "Travel times are computed on the road network of OpenStreetMap with a speed for each class of road, from where people live to each possible site. A site serves everybody within {limit} minutes.",
      method_2: "The choice of sites is a set-covering problem. Besides a plan, the solver gives a bound that no plan can beat: “proven” means that the two meet.",
      method_3: "The command “maillage verify” recounts every figure of the plan without the solver.",
      method_files: "Made from", program: "Written by {program}.",
      licences: "Roads: © OpenStreetMap contributors, ODbL 1.0. Other data: as their own sources say. Map display: Leaflet, BSD 2-clause (its text is in this file).",
      unknown_1: "Households without a car, and those who share one.", unknown_2: "Public transport: all times are {means}.", unknown_3: "Congestion, weather, and the time to park.",
      unknown_4: "Opening hours, prices, places and quality of a site: a site on the map is only a place.", unknown_5: "Sites that are missing from the list of existing ones: they would raise today's share and lower the need.",
      unknown_6: "Where exactly people live inside a cell, and people who come from outside the region.",
      alt_map: "Map: minutes to the nearest site for every inhabited cell. The tables below say the same in numbers.",
      map_help: "Drag to move, scroll or use + and − to zoom. Click a site or a cell for details.", print: "Print",
      file_line: "{what}: {path}"
    },
    fr: {
      language: "Français", other: "English", decimal: "fr-FR",
      car: "en voiture", bicycle: "à vélo", foot: "à pied",
      skip: "Aller à la carte", subtitle: "{limit} minutes {means} · {sites} sites, dont {new} nouveaux",
      today: "Aujourd’hui", plan: "Le plan", whatif: "Votre choix", compare: "Les deux",
      minutes: "{n} min",
      big_today: "des habitants ont un site à moins de {limit} minutes aujourd’hui",
      big_plan: "en auront un avec le plan",
      big_new: "nouveaux sites, en plus des {existing} d’aujourd’hui",
      big_new_bound: "nouveaux sites ; il en faut au moins {bound}",
      story_today: "Aujourd’hui, {covered} habitants sur {residents} vivent à {limit} minutes au plus, {means}, de l’un des {existing} sites ; la moitié de ceux qui ont un site à moins de {bound} minutes mettent {median} minutes au plus, et {left} habitants n’en ont aucun à moins de {limit} minutes.",
      story_today_none: "Aujourd’hui, il n’y a aucun site ; le territoire compte {residents} habitants.",
      story_plan: "Le plan ajoute {new} sites. {covered} habitants sont alors à {limit} minutes au plus ; ils mettent en moyenne {mean} minutes, et dix-neuf sur vingt au plus {p95}.",
      story_left: "{n} habitants restent sans site à temps, à {names}.",
      story_left_more: "{names} et dans {n} autres communes", story_left_none: "Personne n’est laissé de côté.",
      fewest_proven: "Prouvé : il faut au moins {value} nouveaux sites pour desservir tous ceux qu’un lieu candidat peut desservir.",
      fewest_open: "Non prouvé : rien ne montre que {value} nouveaux sites soient le minimum. Ce qui est prouvé : il en faut au moins {bound}.",
      most_proven: "Prouvé : aucun autre choix de sites ne dessert plus d’habitants.",
      most_open: "Non prouvé : un autre choix desservirait au plus {more} habitants de plus.",
      goal_proven: "Prouvé : {goal} : {value} ; on ne peut faire mieux.",
      goal_open: "Non prouvé : {goal} : {value} ; au mieux, {bound} serait possible.",
      goal_shortest_guaranteed_time: "le temps le plus long de ceux qu’un site peut atteindre", goal_shortest_mean_time: "le temps moyen", goal_second_site: "les habitants ayant un second site à temps",
      goal_fewest_changes: "les changements par rapport à l’autre plan", goal_most_preferred: "les sites préférés", goal_least_cost: "le coût",
      by_hand: "Ce plan a été choisi à la main : rien n’en est prouvé.",
      h_phases: "Année par année", phase_show: "Montrer cette année sur la carte", col_year: "Année", col_opened: "Ouverts", col_so_far: "Nouveaux sites à ce jour", col_served: "Desservis",
      h_story: "En bref", h_caveats: "À savoir d’abord", h_map: "Où vivent les habitants, et à combien de minutes est leur site",
      h_charts: "À combien de minutes est chacun", h_within: "Habitants ayant un site à tant de minutes au plus", h_sites: "Les sites", h_left: "Qui reste de côté", h_equity: "Tous sont-ils desservis de la même façon ?",
      h_method: "Méthode, données, licences", h_unknown: "Ce que ces chiffres ignorent", h_whatif: "Et si… ?",
      slider: "Aujourd’hui à gauche de la ligne, le plan à sa droite",
      tiles: "Afficher un fond de carte (interroge openstreetmap.org)", candidates: "Afficher tous les lieux où un site pourrait ouvrir",
      tiles_failed: "Le fond de carte n’a pas pu être chargé.",
      legend: "Minutes jusqu’au site le plus proche", beyond: "plus de {n} min", legend_existing: "site existant ({n})", legend_new: "nouveau site ({n})",
      search: "Chercher une commune", search_hint: "Tapez son nom", search_none: "Aucune commune de ce nom.",
      commune_is: "{name} : {residents} habitants.", commune_near: "Là où vivent la plupart, le site le plus proche est {site}, à {time}.",
      commune_was: "Aujourd’hui, c’est {site}, à {time}.", commune_was_none: "Aujourd’hui, aucun à moins de {bound} minutes.",
      commune_none: "Aucun site à moins de {bound} minutes.", commune_range: "Dans la commune : de {from} à {to} minutes.",
      commune_part: "{n} de ses habitants n’en ont aucun à moins de {limit} minutes.",
      cell: "{residents} habitants", cell_today: "Aujourd’hui : {time} jusqu’à {site}", cell_plan: "Plan : {time} jusqu’à {site}",
      cell_none: "plus de {bound} min", off_far: "trop loin de toute route", off_island: "sur des routes sans issue",
      site_existing: "site existant", site_new: "nouveau site du plan", site_candidate: "lieu possible",
      site_near: "Le site le plus proche de {n} habitants ({share} %).", site_only: "{n} habitants en dépendent : ils n’en ont pas d’autre à moins de {limit} minutes.",
      site_reach: "{n} habitants vivent à {limit} minutes au plus.", site_would: "Ouvert, il serait le site le plus proche de {n} habitants ; {newly} passeraient à moins de {limit} minutes.",
      close_site: "Fermer ce site", open_site: "Ouvrir un site ici",
      whatif_intro: "Cliquez sur un site de la carte, ou cherchez-le ci-dessous, et fermez-le ; cliquez sur un lieu possible et ouvrez-le. Tous les chiffres suivent aussitôt. Ils sont calculés dans cette page, à partir des temps de trajet qu’elle contient.",
      brief: "{covered} à {limit} minutes au plus (le plan : {was}), {left} habitants laissés de côté, {mean} en moyenne.", whatif_same: "C’est le plan.", whatif_changed: "Par rapport au plan, ouverts : {opened}, fermés : {closed}.",
      whatif_sites: "Sites", whatif_covered: "À {limit} min au plus", whatif_left: "Laissés de côté", whatif_mean: "Temps moyen", whatif_p95: "95 % à moins de",
      whatif_site: "Chercher un site", reset: "Revenir au plan", no_new: "Comme aujourd’hui",
      save_scenario: "Enregistrer comme scénario", save_plan: "Enregistrer comme plan", save_plan_note: "Un plan est contrôlé par « maillage verify » et comparé par « maillage compare ».", save_scenario_note: "Un scénario est résolu à nouveau par « maillage run », ces sites étant fixés.", save_existing: "Dans les deux, les sites existants restent tels que dans le plan.", save_comment: "Fait à partir du rapport d’un plan : les sites qui doivent ouvrir et ceux qui ne le doivent pas.",
      gains: "Communes qui gagnent", losses: "Communes qui perdent", none: "Aucune.", more: "et {n} autres",
      gain_row: "{residents} habitants, {minutes} min", only_open: "Les temps de trajet vers tous les lieux possibles rendraient ce fichier trop gros : seuls les sites du plan peuvent être fermés et rouverts.",
      curve: "Part des habitants à tant de minutes au plus", curve_x: "minutes jusqu’au site le plus proche", curve_y: "% des habitants",
      histogram: "Habitants selon les minutes jusqu’au site le plus proche", histogram_y: "habitants",
      growth: "Ce qu’apportent les nouveaux sites, l’un après l’autre", growth_x: "nouveaux sites, les plus utiles d’abord", growth_note: "Les {n} premiers des {all} nouveaux sites amènent déjà {share} % des habitants à moins de {limit} minutes.",
      minutes_head: "Minutes", copy: "Copier en CSV", copied: "Copié.",
      col_site: "Site", col_commune: "Commune", col_kind: "Nature", col_reach: "À {limit} min au plus", col_newly: "Nouvellement desservis", col_only: "Lui seul", col_nearest: "Le plus proche pour",
      col_group: "Groupe", col_residents: "Habitants", col_covered_today: "Desservis aujourd’hui", col_covered_plan: "Desservis : {plan}", col_mean_today: "Moyenne aujourd’hui", col_mean_plan: "Moyenne : {plan}",
      col_reason: "Raison", col_nearest_candidate: "Lieu possible le plus proche",
      kind_existing: "existant", kind_new: "nouveau", kind_opened: "ouvert", small_communes: "Communes de moins de 2 000 habitants", middle_communes: "De 2 000 à 10 000 habitants", large_communes: "10 000 habitants et plus", everybody: "Tous",
      departement: "Département {n}", sites_today: "Sites aujourd’hui", sites_plan: "Sites : {plan}",
      reason_not_chosen: "un site pourrait les desservir, aucun n’a été choisi", reason_beyond_limit: "le lieu possible le plus proche est au-delà de la limite", reason_beyond_bound: "aucun lieu possible à moins de {bound} minutes", reason_too_far_from_road: "trop loin de toute route", reason_road_island: "sur des routes sans issue",
      left_more: "et {n} autres groupes, tous dans plan.json",
      method_1: "Les temps de trajet sont calculés sur le réseau routier d’OpenStreetMap, avec une vitesse par classe de route, du lieu de vie à chaque lieu possible. Un site dessert tous ceux qui sont à {limit} minutes au plus.",
      method_2: "Le choix des sites est un problème de couverture. Outre un plan, le solveur donne une borne qu’aucun plan ne peut dépasser : « prouvé » veut dire que les deux se rejoignent.",
      method_3: "La commande « maillage verify » recompte tous les chiffres du plan, sans le solveur.",
      method_files: "Établi à partir de", program: "Écrit par {program}.",
      licences: "Routes : © contributeurs d’OpenStreetMap, ODbL 1.0. Autres données : selon leurs propres sources. Affichage de la carte : Leaflet, BSD à 2 clauses (le texte est dans ce fichier).",
      unknown_1: "Les ménages sans voiture, et ceux qui en partagent une.", unknown_2: "Les transports en commun : tous les temps sont {means}.", unknown_3: "Les embouteillages, la météo et le temps de se garer.",
      unknown_4: "Les horaires, les prix, les places et la qualité d’un site : un site de la carte n’est qu’un lieu.", unknown_5: "Les sites qui manquent à la liste des existants : ils relèveraient la part d’aujourd’hui et réduiraient le besoin.",
      unknown_6: "Où l’on vit exactement dans un carreau, et ceux qui viennent d’ailleurs.",
      alt_map: "Carte : minutes jusqu’au site le plus proche pour chaque carreau habité. Les tableaux ci-dessous disent la même chose en chiffres.",
      map_help: "Glissez pour déplacer, la molette ou + et − pour agrandir. Cliquez sur un site ou un carreau pour en savoir plus.", print: "Imprimer",
      file_line: "{what} : {path}"
    }
  };

  app.language = "en";

  // No line ends between a number and its unit, or before a French mark.
  function unbroken(text) {
    return text.replace(/ ([;:?!»%])|(« )|(\}) (?=min|km)/g, function (found) { return found.replace(" ", "\u00a0"); });
  }

  // The sentence of that name with its values, as plain text.
  app.say = function (name, values) {
    var text = app.words[app.language][name];
    return unbroken(text).replace(/\{(\w+)\}/g, function (_, key) { return values[key]; });
  };

  // Making a formatter takes longer than using it.
  var formats = {};
  function format(options) {
    var locale = app.words[app.language].decimal, key = locale + JSON.stringify(options);
    formats[key] = formats[key] || new Intl.NumberFormat(locale, options);
    return formats[key];
  }

  // A number of the page: whole, or with as many decimals as it has, two at most.
  app.number = function (value) {
    return format({maximumFractionDigits: 2}).format(value);
  };
  // A ratio such as Gini's, which four decimals tell from another.
  app.ratio = function (value) {
    return format({maximumFractionDigits: 4, minimumFractionDigits: 4}).format(value);
  };
  // A number for an axis.
  app.short = function (value) {
    return format({notation: value >= 10000 ? "compact" : "standard", maximumFractionDigits: 1}).format(value);
  };
  // Residents: those who have something are rounded down, those who lack it (`up`) are rounded up.
  app.people_count = function (milli, up) {
    return app.number(up ? Math.ceil(milli / 1000) : Math.floor(milli / 1000));
  };
  app.time = function (time_ds) {
    return app.say("minutes", {n: app.number(app.minutes(time_ds))});
  };
  // A time to read, not to count with: whole minutes, rounded up.
  app.about = function (time_ds) {
    return app.say("minutes", {n: app.number(Math.ceil(time_ds / 600))});
  };
  app.means = function (profile) {
    return app.words[app.language][profile] || profile;
  };
})(maillage);
