// ReDoc shows its maker's logo from its maker's server. This page asks nothing of any server but its own, so an
// image from elsewhere is given no address, in either way that ReDoc gives it one.
const own = (address) => new URL(address, location).origin === location.origin;

const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
Object.defineProperty(HTMLImageElement.prototype, "src", {
  ...source,
  set(address) {
    if (own(address)) source.set.call(this, address);
  },
});

const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
  if (this.localName !== "img" || name !== "src" || own(value)) setAttribute.call(this, name, value);
};
