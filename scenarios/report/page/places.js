// Communes: who lives in them, and where.
(function (app) {
  "use strict";

  app.Places = function (model) {
    var people = model.people;
    this.model = model;
    this.list = people.communes.map(function (commune) {
      return {name: commune[0], id: commune[1], milli: 0, cells: [], heart: -1};
    });
    for (var i = 0; i < people.n; i++) {
      var place = this.list[people.commune[i]];
      place.milli += people.milli[i];
      place.cells.push(i);
      if (place.heart < 0 || people.milli[i] > people.milli[place.heart]) place.heart = i;
    }
    this.named = this.list.filter(function (place) { return place.name; });
    this.largest = this.named.slice().sort(function (a, b) { return b.milli - a.milli; });
  };

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim().toLowerCase();
  }
  app.plain = plain;

  // The places of that name or id; where there is none, the largest whose name begins like that.
  app.Places.prototype.find = function (text) {
    var wanted = plain(text.replace(/ \([^()]*\)$/, "")), id = (/ \(([^()]*)\)$/.exec(text) || [])[1];
    if (!wanted) return null;
    var exact = this.largest.filter(function (place) {
      return plain(place.name) === wanted && (!id || place.id === id) || plain(place.id) === wanted;
    });
    return exact[0] || this.largest.find(function (place) { return plain(place.name).startsWith(wanted); }) || null;
  };

  // Names for a list to choose from; equal ones are told apart by their ids.
  app.Places.prototype.labels = function () {
    var count = new Map();
    this.named.forEach(function (place) { count.set(place.name, (count.get(place.name) || 0) + 1); });
    return this.named.map(function (place) {
      return count.get(place.name) > 1 && place.id ? place.name + " (" + place.id + ")" : place.name;
    });
  };

  // Of a place: times at its heart, their range, and residents without a site in time.
  app.Places.prototype.reach = function (place, cover) {
    var people = this.model.people, least = app.BEYOND, most = 0, left = 0;
    place.cells.forEach(function (i) {
      least = Math.min(least, cover.best[i]);
      most = Math.max(most, cover.best[i]);
      if (!cover.reach[i]) left += people.milli[i];
    });
    return {best: cover.best[place.heart], site: cover.site[place.heart], least: least, most: most, left: left};
  };

  // Minutes gained (or, negative, lost) by each place from one cover to another, on average over
  // its residents; beyond the bound counts as the bound.
  app.Places.prototype.gains = function (before, after) {
    var model = this.model, bound = model.bound_ds;
    return this.list.map(function (place) {
      var sum = 0;
      place.cells.forEach(function (i) {
        sum += model.people.milli[i] * (Math.min(before.best[i], bound) - Math.min(after.best[i], bound));
      });
      return {place: place, gain_ds: place.milli ? sum / place.milli : 0};
    });
  };
})(maillage);
